# One replica is no two.
kubectl scale deployment __APP__ -n __SPACE__ --replicas=1
