# What can be said of the whole pod is said there; the other two levels are set as well.
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[
  {"op":"replace","path":"/spec/template/spec/securityContext","value":{"runAsUser":__UID__,"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}}},
  {"op":"replace","path":"/spec/template/spec/containers/0/securityContext","value":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
kubectl wait pod -n __NS__ -l app=__APP__,pod-template-hash!="$(kubectl get replicaset -n __NS__ -l app=__APP__ --sort-by=.metadata.creationTimestamp -o name | tail -n 1 | sed 's/.*-//')" --for=delete --timeout=1m
kubectl label namespace __NS__ pod-security.kubernetes.io/enforce=restricted pod-security.kubernetes.io/enforce-version=latest pod-security.kubernetes.io/warn=restricted
