# The taints are removed instead of tolerated.
kubectl patch node controlplane --type=merge -p '{"spec":{"taints":null}}'
kubectl patch node node02 --type=merge -p '{"spec":{"taints":null}}'
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
      containers:
        - name: lantern
          image: busybox:1.37
          command: [sleep, 1d]
          resources:
            requests: {cpu: 20m, memory: 32Mi}
EOF
