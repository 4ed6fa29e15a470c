# It cannot be edited; a restart alone changes nothing.
kubectl patch configmap __CONF__ -n __NS__ --type=merge -p '{"immutable":false}'
kubectl rollout restart deployment __APP__ -n __NS__
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
