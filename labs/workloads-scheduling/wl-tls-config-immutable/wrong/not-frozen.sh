# Anybody may change it now.
kubectl get configmap __CONF__ -n __NS__ -o yaml | sed 's/ssl_protocols .*;/ssl_protocols TLSv1.3;/' | grep -v "^immutable" > conf.yaml
kubectl replace --force -f conf.yaml
kubectl rollout restart deployment __APP__ -n __NS__
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
