# Six replicas by hand are no autoscaler.
kubectl patch hpa __APP__ -n __NS__ --type=merge -p '{"spec":{"minReplicas":6,"scaleTargetRef":{"name":"__APP__"}}}'
