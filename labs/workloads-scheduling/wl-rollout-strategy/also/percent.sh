# Ten percent of so few replicas is one more, rounded up, and none less, rounded down.
kubectl rollout pause deployment __APP__ -n __NS__
kubectl set env deployment __APP__ -n __NS__ __VARIABLE__=brass-first
kubectl set image deployment __APP__ -n __NS__ '*=nginx:__VERSION__'
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":"10%","maxUnavailable":"10%"}}}}'
kubectl rollout resume deployment __APP__ -n __NS__
