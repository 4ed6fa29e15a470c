# The taint of node02 is forgotten.
kubectl apply -f - <<'EOF'
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: watchman
  namespace: tower
spec:
  selector:
    matchLabels: {duty: watch}
  template:
    metadata:
      labels: {duty: watch}
    spec:
      tolerations:
        - {key: node-role.kubernetes.io/control-plane, operator: Exists, effect: NoSchedule}
      containers:
        - name: lantern
          image: busybox:1.37
          command: [sleep, 1d]
          resources:
            requests: {cpu: 20m, memory: 32Mi}
EOF
