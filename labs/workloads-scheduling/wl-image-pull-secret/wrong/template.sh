# This Deployment alone.
kubectl create secret docker-registry __SECRET__ -n __NS__ --docker-server=registry.lab --docker-username=__USER__ --docker-password=__USER__-pull-7c1f
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"imagePullSecrets":[{"name":"__SECRET__"}]}}}}'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=90s
