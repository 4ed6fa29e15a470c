# Visitors stand before closed doors for a while.
kubectl get deployment __APP__ -n __NS__ -o yaml | sed 's/-widescreen//' > app.yaml
kubectl delete deployment __APP__ -n __NS__
kubectl create secret generic lamps -n __NS__ --from-literal=__APP__=__LAMP__
kubectl create -f app.yaml
kubectl rollout status deployment __APP__ -n __NS__ --timeout=3m
