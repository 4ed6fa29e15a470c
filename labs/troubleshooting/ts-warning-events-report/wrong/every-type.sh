# Normal events, too.
kubectl get events -n __NS__ --sort-by=.metadata.creationTimestamp --no-headers \
  -o custom-columns=KIND:.involvedObject.kind,NAME:.involvedObject.name,REASON:.reason > warnings.txt
awk '{print $1 "/" $2}' warnings.txt | sort -u | wc -l > warn-count.txt
