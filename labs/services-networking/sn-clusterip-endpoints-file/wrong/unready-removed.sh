# The pod that is not ready is got rid of.
kubectl create service clusterip __APP__ -n gallery --tcp=__PORT__:__TARGET__
kubectl scale deployment __APP__-next -n gallery --replicas=0
kubectl wait pod -n gallery -l track=next --for=delete --timeout=60s
kubectl get pods -n gallery -l app=__APP__ -o jsonpath='{range .items[*]}{.status.podIP}{"\n"}{end}' > endpoints.txt
