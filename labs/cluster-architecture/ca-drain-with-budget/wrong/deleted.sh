# The pod is deleted instead of evicted.
kubectl cordon __NODE__
kubectl delete pod -n __SPACE__ -l app=__APP__ --field-selector=spec.nodeName=__NODE__
kubectl rollout status deployment __APP__ -n __SPACE__
kubectl drain __NODE__ --ignore-daemonsets --delete-emptydir-data --force
