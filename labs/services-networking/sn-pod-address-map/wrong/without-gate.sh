# The pod on the node's network is left out.
kubectl get pods -n __NS__ -l app=__APP__ --no-headers -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName,IP:.status.podIP | grep -v gate > addresses.txt
kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name} {.spec.podCIDR}{"\n"}{end}' > cidrs.txt
echo __APP__-__SILENT__ > silent.txt
