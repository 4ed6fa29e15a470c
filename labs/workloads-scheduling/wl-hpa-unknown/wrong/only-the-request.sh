# The target is still another one.
kubectl describe hpa __APP__ -n __NS__ | tail -12
kubectl set resources deployment __APP__ -n __NS__ -c __SIDECAR__ --requests=cpu=__REQUEST__
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
