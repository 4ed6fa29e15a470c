# A delay instead of a startup probe.
kubectl patch deployment boiler -n __NS__ --patch '
spec:
  template:
    spec:
      containers:
        - name: boiler
          livenessProbe:
            httpGet: {path: __ALIVE__, port: __PORT__}
            initialDelaySeconds: 150
            periodSeconds: 5
            failureThreshold: 3
          readinessProbe:
            httpGet: {path: __READY__, port: __PORT__}
            periodSeconds: 5
            failureThreshold: 1
'
kubectl rollout status deployment boiler -n __NS__ --timeout=4m
