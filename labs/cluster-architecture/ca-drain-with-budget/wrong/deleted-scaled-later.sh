# Deleted first, and one more afterwards.
kubectl cordon __NODE__
kubectl delete pod -n __SPACE__ -l app=__APP__ --field-selector=spec.nodeName=__NODE__
kubectl scale deployment __APP__ -n __SPACE__ --replicas=3
kubectl rollout status deployment __APP__ -n __SPACE__
kubectl drain __NODE__ --ignore-daemonsets --delete-emptydir-data --force
