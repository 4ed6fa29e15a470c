# The pod that is not ready is taken for the silent one.
kubectl get pods -n __NS__ -l app=__APP__ --no-headers -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName,IP:.status.podIP > addresses.txt
kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name} {.spec.podCIDR}{"\n"}{end}' > cidrs.txt
kubectl get pods -n __NS__ -l app=__APP__ --no-headers | grep 0/1 | awk '{print $1}' > silent.txt
