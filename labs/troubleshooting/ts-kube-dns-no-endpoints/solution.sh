kubectl get service kube-dns -n kube-system -o jsonpath='{.spec.selector}{"\n"}'
kubectl get pods -n kube-system -l k8s-app=kube-dns --show-labels
kubectl set selector service kube-dns -n kube-system k8s-app=kube-dns
kubectl scale deployment coredns -n kube-system --replicas=2
kubectl rollout status deployment coredns -n kube-system --timeout=2m
