kubectl describe pod -n __NS__ -l app=__APP__ | grep Failed
kubectl create secret docker-registry __SECRET__ -n __NS__ --docker-server=registry.lab --docker-username=__USER__ --docker-password=__USER__-pull-7c1f
kubectl patch serviceaccount __ACCOUNT__ -n __NS__ -p '{"imagePullSecrets":[{"name":"__SECRET__"}]}'
kubectl rollout restart deployment __APP__ -n __NS__
kubectl rollout status deployment __APP__ -n __NS__ --timeout=90s
