# Lets the pods tolerate the taint instead of removing it.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"tolerations":[{"key":"__KEY__","operator":"Exists"}]}}}}'
