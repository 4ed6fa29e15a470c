kubectl get pods -n __NS__
kubectl set image deployment __APP__ -n __NS__ screen="$(kubectl get deployment __APP__ -n __NS__ -o jsonpath='{.metadata.annotations.release\.lab/wanted}')"
kubectl create secret generic lamps -n __NS__ --from-literal=__APP__=__LAMP__
kubectl rollout status deployment __APP__ -n __NS__ --timeout=3m
