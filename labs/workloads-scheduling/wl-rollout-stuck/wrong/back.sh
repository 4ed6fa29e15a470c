# Back to the old version instead of forward.
kubectl rollout undo deployment __APP__ -n __NS__
kubectl rollout status deployment __APP__ -n __NS__ --timeout=3m
