# The number of events, not of objects.
kubectl get events -n __NS__ --field-selector type=Warning --sort-by=.metadata.creationTimestamp --no-headers \
  -o custom-columns=KIND:.involvedObject.kind,NAME:.involvedObject.name,REASON:.reason > warnings.txt
wc -l < warnings.txt > warn-count.txt
