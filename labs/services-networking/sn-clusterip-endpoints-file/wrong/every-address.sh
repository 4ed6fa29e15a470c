# The pod that is not ready is in the list as well.
kubectl create service clusterip __APP__ -n gallery --tcp=__PORT__:__TARGET__
kubectl get pods -n gallery -l app=__APP__ -o jsonpath='{range .items[*]}{.status.podIP}{"\n"}{end}' > endpoints.txt
