kubectl get priorityclasses --sort-by=.value
top=$(kubectl get priorityclasses --sort-by=.value --no-headers | grep -v '^system-' | tail -n 1 | awk '{print $2}')
kubectl create priorityclass __CLASS__ --value="$((top - 1))"
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"priorityClassName":"__CLASS__"}}}}'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
