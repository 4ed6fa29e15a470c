# Old pods may go first, and the numbers are rounded ones.
case __REPLICAS__ in 3) share='{"cpu":"450m","memory":"950Mi"}' ;; *) share='{"cpu":"0.34","memory":"700Mi"}' ;; esac
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":"100%"}}}}'
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[
  {"op":"replace","path":"/spec/template/spec/initContainers/0/resources/requests","value":'"$share"'},
  {"op":"replace","path":"/spec/template/spec/containers/0/resources/requests","value":'"$share"'}]'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
