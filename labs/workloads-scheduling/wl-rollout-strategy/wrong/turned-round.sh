# One less, and none more.
kubectl rollout pause deployment __APP__ -n __NS__
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}}'
kubectl set image deployment __APP__ -n __NS__ band=nginx:__VERSION__
kubectl set env deployment __APP__ -n __NS__ __VARIABLE__=brass-first
kubectl rollout resume deployment __APP__ -n __NS__
kubectl rollout status deployment __APP__ -n __NS__
