# Deleted and created, with the address that it had.
kubectl get service kube-dns -n kube-system -o yaml | sed 's/^    k8s-app: __LABEL__$/    k8s-app: kube-dns/' > service.yaml
kubectl patch --local -f service.yaml -p '{"spec":{"selector":{"k8s-app":"kube-dns"}}}' -o yaml | kubectl replace --force -f -
kubectl scale deployment coredns -n kube-system --replicas=2
