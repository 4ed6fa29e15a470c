# Deleted and made anew: another address.
kubectl delete service __APP__ -n __NS__
kubectl expose deployment __APP__ -n __NS__ --port=__PORT__ --target-port=8080
