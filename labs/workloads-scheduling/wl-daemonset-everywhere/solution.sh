kubectl apply -f - <<'EOF'
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
          command: [sleep, 1d]
          resources:
            requests: {cpu: __CPU__, memory: 32Mi}
EOF
kubectl rollout status daemonset __APP__ -n __NS__
