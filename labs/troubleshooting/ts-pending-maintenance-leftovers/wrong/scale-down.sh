# Nothing is pending any more, but nothing is repaired either.
kubectl scale deployment __APP__ -n __NS__ --replicas=2
