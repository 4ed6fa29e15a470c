# A restart of the rollout moves the replicas away from the cordoned node: a new one is ready before an old one goes.
kubectl cordon __NODE__
kubectl rollout restart deployment __APP__ -n __SPACE__
kubectl rollout status deployment __APP__ -n __SPACE__
kubectl drain __NODE__ --ignore-daemonsets --delete-emptydir-data --force 2> drain.log
