# The pods were restarted with the old setting; what is mounted with subPath does not follow.
kubectl rollout restart deployment __APP__ -n __NS__
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
kubectl get configmap __CONF__ -n __NS__ -o yaml | sed 's/ssl_protocols .*;/ssl_protocols TLSv1.3;/' > conf.yaml
kubectl replace --force -f conf.yaml
