# With two hosts, two of the pods wait for ever.
kubectl patch deployment __APP__ -n __NS__ --patch '
spec:
  template:
    spec:
      topologySpreadConstraints:
        - topologyKey: topology.kubernetes.io/zone
          maxSkew: 1
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
            matchLabels: {app: __APP__}
          matchLabelKeys: [pod-template-hash]
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
                matchLabels: {app: __APP__}
'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=30s
