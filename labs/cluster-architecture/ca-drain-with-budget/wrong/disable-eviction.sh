# Drain that deletes does not ask the budget.
kubectl drain __NODE__ --ignore-daemonsets --delete-emptydir-data --force --disable-eviction
kubectl rollout status deployment __APP__ -n __SPACE__
