# A required node affinity; the toleration takes any value.
kubectl taint node __NODE__ __KEY__=__VALUE__:NoExecute
kubectl label node __NODE__ __KEY__=__VALUE__
kubectl patch deployment __APP__ -n __NS__ --patch '
spec:
  template:
    spec:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - {key: __KEY__, operator: In, values: [__VALUE__]}
      tolerations:
        - {key: __KEY__, operator: Exists}
'
