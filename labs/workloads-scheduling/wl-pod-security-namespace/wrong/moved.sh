# A namespace without rules.
kubectl label namespace __NS__ pod-security.kubernetes.io/enforce=restricted
kubectl create namespace __NS__-annex
kubectl get deployment __APP__ -n __NS__ -o yaml | sed 's/namespace: __NS__$/&-annex/' | kubectl create -f -
kubectl delete deployment __APP__ -n __NS__
