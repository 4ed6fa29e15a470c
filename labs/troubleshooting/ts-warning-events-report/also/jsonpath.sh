# JSONPath, the time in front for sorting, and a heading above.
{
  echo KIND NAME REASON
  kubectl get events -n __NS__ -o jsonpath='{range .items[?(@.type=="Warning")]}{.metadata.creationTimestamp}{" "}{.involvedObject.kind}{" "}{.involvedObject.name}{" "}{.reason}{"\n"}{end}' |
    sort | cut -d ' ' -f 2-
} > warnings.txt
kubectl get events -n __NS__ --field-selector type=Warning -o jsonpath='{range .items[*]}{.involvedObject.kind}/{.involvedObject.name}{"\n"}{end}' | sort -u | grep -c / > warn-count.txt
