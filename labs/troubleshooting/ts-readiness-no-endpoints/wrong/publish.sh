# Pods that are not ready get traffic.
kubectl patch service __APP__ -n __NS__ -p '{"spec":{"publishNotReadyAddresses":true}}'
