# The usher is behind the name, too.
kubectl create service clusterip __SET__ -n __NS__ --clusterip=None --tcp=8080:8080
kubectl set selector service __SET__ -n __NS__ house=__NS__
kubectl get pods __SET__-0 __SET__-1 __SET__-2 -n __NS__ -o jsonpath='{range .items[*]}{.status.podIP}{"\n"}{end}' > members.txt
