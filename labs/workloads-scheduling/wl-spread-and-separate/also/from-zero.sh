# Without matchLabelKeys the pods are placed anew from zero.
kubectl scale deployment __APP__ -n __NS__ --replicas=0
kubectl wait pod -n __NS__ -l app=__APP__ --for=delete --timeout=60s
kubectl patch deployment __APP__ -n __NS__ --patch '
spec:
  template:
    spec:
      topologySpreadConstraints:
        - topologyKey: topology.kubernetes.io/zone
          maxSkew: 1
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
            matchExpressions:
              - {key: app, operator: In, values: [__APP__]}
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 1
              podAffinityTerm:
                topologyKey: kubernetes.io/hostname
                labelSelector:
                  matchExpressions:
                    - {key: app, operator: In, values: [__APP__]}
'
kubectl scale deployment __APP__ -n __NS__ --replicas=4
