# A lack of pressure becomes a restart.
kubectl patch deployment boiler -n __NS__ --patch '
spec:
  template:
    spec:
      containers:
        - name: boiler
          startupProbe:
            httpGet: {path: __ALIVE__, port: __PORT__}
            periodSeconds: 5
            failureThreshold: 30
          livenessProbe:
            httpGet: {path: __ALIVE__, port: __PORT__}
            initialDelaySeconds: 0
            periodSeconds: 5
            failureThreshold: 3
          readinessProbe:
            httpGet: {path: __ALIVE__, port: __PORT__}
            periodSeconds: 5
            failureThreshold: 1
'
kubectl rollout status deployment boiler -n __NS__ --timeout=4m
