# More of what nobody reaches.
kubectl scale deployment coredns -n kube-system --replicas=2
kubectl rollout restart deployment coredns -n kube-system
