# The pods that are there do not get it any more.
kubectl create secret docker-registry __SECRET__ -n __NS__ --docker-server=registry.lab --docker-username=__USER__ --docker-password=__USER__-pull-7c1f
kubectl patch serviceaccount __ACCOUNT__ -n __NS__ -p '{"imagePullSecrets":[{"name":"__SECRET__"}]}'
sleep 30
