kubectl patch deployment __APP__ -n __NS__ --patch '
spec:
  template:
    spec:
      containers:
        - name: relay
          securityContext:
            runAsUser: __UID__
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            capabilities: {drop: [ALL]}
            seccompProfile: {type: RuntimeDefault}
'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
kubectl wait pod -n __NS__ -l app=__APP__,pod-template-hash!="$(kubectl get replicaset -n __NS__ -l app=__APP__ --sort-by=.metadata.creationTimestamp -o name | tail -n 1 | sed 's/.*-//')" --for=delete --timeout=1m
kubectl label namespace __NS__ pod-security.kubernetes.io/enforce=restricted
