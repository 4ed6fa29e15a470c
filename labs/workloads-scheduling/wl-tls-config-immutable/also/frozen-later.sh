# Replaced twice: open at first, frozen when all pods have it. The pods are older than the last one, but what they have is right.
kubectl get configmap __CONF__ -n __NS__ -o yaml | sed 's/ssl_protocols .*;/ssl_protocols TLSv1.3;/' > conf.yaml
grep -v '^immutable' conf.yaml > open.yaml
kubectl replace --force -f open.yaml
kubectl rollout restart deployment __APP__ -n __NS__
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
kubectl replace --force -f conf.yaml
