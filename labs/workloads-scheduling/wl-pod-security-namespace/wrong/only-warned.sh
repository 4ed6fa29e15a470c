# A warning refuses nobody.
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
kubectl label namespace __NS__ pod-security.kubernetes.io/warn=restricted
