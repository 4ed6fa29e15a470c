# The pods go on with what they have.
kubectl get configmap __CONF__ -n __NS__ -o yaml | sed 's/ssl_protocols .*;/ssl_protocols TLSv1.3;/' > conf.yaml
kubectl replace --force -f conf.yaml
