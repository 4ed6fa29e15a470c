# No login for the kubelet, whatever is in it.
kubectl create secret generic __SECRET__ -n __NS__ --from-literal=username=__USER__ --from-literal=password=__USER__-pull-7c1f
kubectl patch serviceaccount __ACCOUNT__ -n __NS__ -p '{"imagePullSecrets":[{"name":"__SECRET__"}]}'
kubectl rollout restart deployment __APP__ -n __NS__
