# Nothing of the old way is left, nor anything else.
kubectl delete namespace __APP__-stage __APP__-prod
