# Nobody notices a jam any more.
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
          livenessProbe: null
          readinessProbe:
            httpGet: {path: __READY__, port: __PORT__}
            periodSeconds: 5
            failureThreshold: 1
'
kubectl rollout status deployment boiler -n __NS__ --timeout=4m
