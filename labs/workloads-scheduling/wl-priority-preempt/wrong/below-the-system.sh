# As high as people may go, since the system's classes were taken for the highest.
kubectl create priorityclass __CLASS__ --value=1000000000
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"priorityClassName":"__CLASS__"}}}}'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
