kubectl cordon __NODE__
kubectl scale deployment __APP__ -n __SPACE__ --replicas=3
kubectl rollout status deployment __APP__ -n __SPACE__
kubectl drain __NODE__ --ignore-daemonsets --delete-emptydir-data --force 2> drain.log
kubectl rollout status deployment __APP__ -n __SPACE__
kubectl get pods -n __SPACE__ -o wide
