# Deleted with the pods, which wait for the new one; frozen at the end.
kubectl get configmap __CONF__ -n __NS__ -o jsonpath='{.data.default\.conf}' | sed 's/ssl_protocols .*;/ssl_protocols TLSv1.3;/' > default.conf
kubectl delete configmap __CONF__ -n __NS__
kubectl delete pods -n __NS__ -l app=__APP__
kubectl create configmap __CONF__ -n __NS__ --from-file=default.conf --from-literal=owner=watch-of-__NS__
kubectl patch configmap __CONF__ -n __NS__ --type=merge -p '{"immutable":true}'
