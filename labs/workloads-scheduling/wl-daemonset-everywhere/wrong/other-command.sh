# The pods are where they should be, but do something else.
kubectl apply -f - <<'END'
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: __APP__
  namespace: __NS__
spec:
  selector:
    matchLabels: {duty: __DUTY__}
  template:
    metadata:
      labels: {duty: __DUTY__}
    spec:
      tolerations:
        - operator: Exists
      containers:
        - name: lantern
          image: busybox:1.37
          command: [sh, -c, 'while true; do date; sleep 60; done']
          resources:
            requests: {cpu: __CPU__, memory: 32Mi}
END
