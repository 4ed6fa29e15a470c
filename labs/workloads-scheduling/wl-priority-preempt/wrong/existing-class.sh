# The highest class itself.
kubectl create priorityclass __CLASS__ --value="$((__TOP__ - 1))"
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"priorityClassName":"gale"}}}}'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
