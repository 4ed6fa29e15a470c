# Nothing is pending any more, but nothing is repaired either.
kubectl scale deployment sorter -n freight --replicas=2
