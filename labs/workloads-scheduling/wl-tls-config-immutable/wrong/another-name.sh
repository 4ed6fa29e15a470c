# Another name.
kubectl get configmap __CONF__ -n __NS__ -o yaml | sed -e 's/ssl_protocols .*;/ssl_protocols TLSv1.3;/' -e 's/name: __CONF__/name: __CONF__-2/' -e '/uid:/d' -e '/resourceVersion:/d' > conf.yaml
kubectl create -f conf.yaml
kubectl get deployment __APP__ -n __NS__ -o yaml | sed 's/name: __CONF__$/name: __CONF__-2/' | kubectl replace -f -
