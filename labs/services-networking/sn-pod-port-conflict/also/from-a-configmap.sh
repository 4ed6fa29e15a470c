# The variable comes from a ConfigMap; the Service is made anew.
kubectl create configmap ports -n __NS__ --from-literal=__ENV__=__PORT__
kubectl get pod __POD__ -n __NS__ -o yaml | awk '{print} /^    - \/opt\/second.sh/ {print "    envFrom:"; print "    - configMapRef: {name: ports}"}' > pod.yaml
kubectl replace --force -f pod.yaml
kubectl delete service __POD__ -n __NS__
kubectl create service clusterip __POD__ -n __NS__ --tcp=80:80 --tcp=__PORT__:__PORT__ --dry-run=client -o yaml | sed 's/name: 80-80/name: captain/;s/name: __PORT__-__PORT__/name: __SECOND__/' | kubectl apply -f -
