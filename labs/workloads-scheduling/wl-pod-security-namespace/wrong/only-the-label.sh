# The old pods run on, new ones are refused.
kubectl label namespace __NS__ pod-security.kubernetes.io/enforce=restricted
