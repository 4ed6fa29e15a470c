# Another address, which nobody asks.
kubectl delete service kube-dns -n kube-system
kubectl expose deployment coredns -n kube-system --name=kube-dns --port=53 --protocol=UDP
kubectl scale deployment coredns -n kube-system --replicas=2
