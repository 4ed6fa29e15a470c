kubectl describe pods -n __NS__ -l app=__APP__ | grep Unhealthy | head -1
kubectl logs -n __NS__ -l app=__APP__ --tail=-1 | grep 'well is told' | sort -u
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/readinessProbe/httpGet/path","value":"__PATH__"}]'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=3m
