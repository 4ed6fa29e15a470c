# There is room, but nothing of what was asked for.
kubectl scale deployment hold -n __NS__ --replicas=2
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
