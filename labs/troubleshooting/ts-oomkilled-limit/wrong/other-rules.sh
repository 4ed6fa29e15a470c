# The rules of the namespace are loosened.
kubectl patch limitrange container-sizes -n __NS__ -p '{"spec":{"limits":[{"type":"Container","default":{"memory":"512Mi"},"defaultRequest":{"memory":"64Mi"},"max":{"memory":"1Gi"}}]}}'
kubectl set resources deployment __APP__ -n __NS__ --limits=memory=512Mi
