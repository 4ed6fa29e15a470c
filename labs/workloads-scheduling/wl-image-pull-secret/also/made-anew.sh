# The Deployment is made anew as it is; the Secret comes from a manifest.
kubectl create secret docker-registry __SECRET__ -n __NS__ --docker-server=registry.lab --docker-username=__USER__ --docker-password=__USER__-pull-7c1f --dry-run=client -o yaml > secret.yaml
kubectl apply -f secret.yaml
kubectl patch serviceaccount __ACCOUNT__ -n __NS__ -p '{"imagePullSecrets":[{"name":"__SECRET__"}]}'
kubectl get deployment __APP__ -n __NS__ -o yaml > app.yaml
kubectl replace --force -f app.yaml
