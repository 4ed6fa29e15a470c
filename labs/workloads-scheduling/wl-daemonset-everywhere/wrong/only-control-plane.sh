# The taint of node02 is forgotten.
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
        - {key: node-role.kubernetes.io/control-plane, operator: Exists, effect: NoSchedule}
      containers:
        - name: lantern
          image: busybox:1.37
          command: [sleep, 1d]
          resources:
            requests: {cpu: __CPU__, memory: 32Mi}
EOF
