# The container asks itself; the Deployment is made anew.
kubectl get deployment boiler -n __NS__ -o yaml > old.yaml
kubectl patch -f old.yaml --local -o yaml --patch '
spec:
  template:
    spec:
      containers:
        - name: boiler
          ports: [{name: steam, containerPort: __PORT__}]
          startupProbe:
            exec: {command: [curl, -sf, "localhost:__PORT____ALIVE__"]}
            periodSeconds: 5
            failureThreshold: 30
          livenessProbe:
            httpGet: {path: __ALIVE__, port: steam}
            initialDelaySeconds: 0
            periodSeconds: 5
            failureThreshold: 3
          readinessProbe:
            httpGet: {path: __READY__, port: steam}
            periodSeconds: 5
            failureThreshold: 1
' > new.yaml
kubectl replace --force -f new.yaml
