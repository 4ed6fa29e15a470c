# Each command starts a rollout of its own.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}}}'
kubectl set image deployment __APP__ -n __NS__ band=nginx:__VERSION__
kubectl set env deployment __APP__ -n __NS__ __VARIABLE__=brass-first
kubectl rollout status deployment __APP__ -n __NS__
