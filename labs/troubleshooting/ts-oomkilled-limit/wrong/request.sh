# A larger request does not help, and it may not be above the limit.
kubectl set resources deployment __APP__ -n __NS__ --requests=memory=128Mi
