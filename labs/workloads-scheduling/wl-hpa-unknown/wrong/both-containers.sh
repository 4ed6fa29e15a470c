# Both containers get the same.
kubectl describe hpa __APP__ -n __NS__ | tail -12
kubectl patch hpa __APP__ -n __NS__ --type=merge -p '{"spec":{"scaleTargetRef":{"name":"__APP__"}}}'
kubectl set resources deployment __APP__ -n __NS__ --requests=cpu=__REQUEST__
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
kubectl wait hpa __APP__ -n __NS__ --for=condition=ScalingActive --timeout=3m
