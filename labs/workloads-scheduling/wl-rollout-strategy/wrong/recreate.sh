# All pods are taken away first.
kubectl rollout pause deployment __APP__ -n __NS__
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
kubectl set image deployment __APP__ -n __NS__ band=nginx:__VERSION__
kubectl set env deployment __APP__ -n __NS__ __VARIABLE__=brass-first
kubectl rollout resume deployment __APP__ -n __NS__
kubectl rollout status deployment __APP__ -n __NS__
