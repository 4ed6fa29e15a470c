# They may run there, but need not.
kubectl label node __NODE__ __KEY__=__VALUE__
kubectl patch deployment __APP__ -n __NS__ --patch '
spec:
  template:
    spec:
      tolerations:
        - {key: __KEY__, operator: Equal, value: __VALUE__, effect: NoExecute}
'
kubectl taint node __NODE__ __KEY__=__VALUE__:NoExecute
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
kubectl rollout status deployment ledger -n __NS__ --timeout=2m
