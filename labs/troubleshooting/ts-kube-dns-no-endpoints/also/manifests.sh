# Edited and put back.
kubectl get service kube-dns -n kube-system -o yaml | sed 's/^    k8s-app: __LABEL__$/    k8s-app: kube-dns/' | awk '/^  selector:/ {inside = 1} inside && /k8s-app:/ {$0 = "    k8s-app: kube-dns"; inside = 0} {print}' | kubectl replace -f -
kubectl patch deployment coredns -n kube-system -p '{"spec":{"replicas":2}}'
