# From the wide table, and asked over HTTP.
kubectl get pods -n __NS__ -l app=__APP__ -o wide --no-headers | awk '{print $1, $7, $6}' > addresses.txt
kubectl get nodes -o custom-columns=NAME:.metadata.name,CIDR:.spec.podCIDR > cidrs.txt
for ip in $(awk '{print $3}' addresses.txt); do
  kubectl exec -n __NS__ probe -- wget -qO- -T 2 "http://$ip:__PORT__/" > /dev/null 2>&1 || grep " $ip\$" addresses.txt | awk '{print "pod/" $1}' > silent.txt
done
