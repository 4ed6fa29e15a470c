kubectl get pods -n __NS__ -l app=__APP__ --no-headers -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName,IP:.status.podIP > addresses.txt
kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name} {.spec.podCIDR}{"\n"}{end}' > cidrs.txt
while read -r name node ip; do
  kubectl exec -n __NS__ probe -- nc -z -w 2 "$ip" __PORT__ < /dev/null > /dev/null 2>&1 || echo "$name"
done < addresses.txt > silent.txt
cat silent.txt
