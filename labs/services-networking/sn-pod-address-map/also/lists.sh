# Tables with other headings, and the ranges as the list that they are.
kubectl get pods -n __NS__ -l app=__APP__ -o custom-columns='POD-NAME:.metadata.name,NODE:.spec.nodeName,POD-IP:.status.podIPs[*].ip' > addresses.txt
kubectl get nodes -o custom-columns='NODE-NAME:.metadata.name,POD-CIDR:.spec.podCIDRs' > cidrs.txt
echo __APP__-__SILENT__ > silent.txt
