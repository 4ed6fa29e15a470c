# In the order of the addresses.
kubectl create service clusterip __SET__ -n __NS__ --clusterip=None --tcp=8080:8080
kubectl set selector service __SET__ -n __NS__ part=__PART__
kubectl get pods -n __NS__ -l part=__PART__ -o jsonpath='{range .items[*]}{.status.podIP}{"\n"}{end}' | sort > members.txt
