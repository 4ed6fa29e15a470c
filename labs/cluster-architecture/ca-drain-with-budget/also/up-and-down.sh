# Two more for a while, then two again.
kubectl scale deployment __APP__ -n __SPACE__ --replicas=4
kubectl rollout status deployment __APP__ -n __SPACE__
kubectl drain __NODE__ --ignore-daemonsets --delete-emptydir-data --force 2> drain.log
kubectl rollout status deployment __APP__ -n __SPACE__
kubectl scale deployment __APP__ -n __SPACE__ --replicas=2
