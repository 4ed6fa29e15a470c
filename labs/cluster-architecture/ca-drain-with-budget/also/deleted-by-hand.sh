# With two more in place the one that has to go is deleted.
kubectl cordon __NODE__
kubectl scale deployment __APP__ -n __SPACE__ --replicas=4
kubectl rollout status deployment __APP__ -n __SPACE__
kubectl delete pods -n __SPACE__ --field-selector=spec.nodeName=__NODE__
kubectl drain __NODE__ --ignore-daemonsets --delete-emptydir-data 2> drain.log
