# The pod that is not ready is in the list as well.
kubectl create service clusterip mosaic -n gallery --tcp=9000:3000
kubectl get pods -n gallery -l app=mosaic -o jsonpath='{range .items[*]}{.status.podIP}{"\n"}{end}' > endpoints.txt
