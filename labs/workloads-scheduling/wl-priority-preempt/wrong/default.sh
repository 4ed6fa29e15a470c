# From now on every pod without a class would be that important.
kubectl create priorityclass __CLASS__ --value="$((__TOP__ - 1))" --global-default
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"priorityClassName":"__CLASS__"}}}}'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
