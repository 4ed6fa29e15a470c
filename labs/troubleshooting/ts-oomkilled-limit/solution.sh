kubectl describe pods -n __NS__ -l app=__APP__ | grep -A 3 'Last State'
kubectl describe limitrange container-sizes -n __NS__
kubectl set resources deployment __APP__ -n __NS__ --limits=memory=240Mi --requests=memory=__NEEDS__Mi
kubectl rollout status deployment __APP__ -n __NS__ --timeout=3m
