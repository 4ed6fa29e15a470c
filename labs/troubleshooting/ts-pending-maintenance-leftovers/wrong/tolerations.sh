# Lets the pods tolerate the taint instead of removing it.
kubectl patch deployment sorter -n freight -p '{"spec":{"template":{"spec":{"tolerations":[{"key":"upkeep","operator":"Exists"}]}}}}'
