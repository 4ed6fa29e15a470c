# The share cannot be calculated yet.
kubectl describe hpa __APP__ -n __NS__ | tail -12
kubectl patch hpa __APP__ -n __NS__ --type=merge -p '{"spec":{"scaleTargetRef":{"name":"__APP__"}}}'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
