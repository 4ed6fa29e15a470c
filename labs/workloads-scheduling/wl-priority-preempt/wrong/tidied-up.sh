# Classes that nobody seemed to need are gone.
kubectl create priorityclass __CLASS__ --value="$((__TOP__ - 1))"
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"priorityClassName":"__CLASS__"}}}}'
kubectl delete priorityclass ripple
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
