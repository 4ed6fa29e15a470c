# Nobody is kept away.
kubectl label node __NODE__ __KEY__=__VALUE__
kubectl patch deployment __APP__ -n __NS__ --patch '
spec:
  template:
    spec:
      nodeSelector: {__KEY__: __VALUE__}
      tolerations:
        - {key: __KEY__, operator: Equal, value: __VALUE__, effect: NoExecute}
'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
kubectl rollout status deployment ledger -n __NS__ --timeout=2m
