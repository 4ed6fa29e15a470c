kubectl get endpointslices -n __NS__ -l kubernetes.io/service-name=__APP__
kubectl get pods -n __NS__ --show-labels
kubectl set selector service __APP__ -n __NS__ app=__APP__,release=__NEW__
