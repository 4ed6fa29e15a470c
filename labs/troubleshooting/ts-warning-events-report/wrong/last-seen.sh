# By the time at which they were seen last.
kubectl get events -n __NS__ --field-selector type=Warning --sort-by=.lastTimestamp --no-headers \
  -o custom-columns=KIND:.involvedObject.kind,NAME:.involvedObject.name,REASON:.reason > warnings.txt
awk '{print $1 "/" $2}' warnings.txt | sort -u | wc -l > warn-count.txt
