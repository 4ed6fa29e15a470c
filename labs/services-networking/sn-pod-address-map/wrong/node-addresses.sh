# The addresses of the nodes instead of the ranges.
kubectl get pods -n __NS__ -l app=__APP__ --no-headers -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName,IP:.status.podIP > addresses.txt
kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name} {.status.addresses[0].address}{"\n"}{end}' > cidrs.txt
echo __APP__-__SILENT__ > silent.txt
