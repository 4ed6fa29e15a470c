# The taints are removed instead of tolerated.
kubectl patch node controlplane --type=merge -p '{"spec":{"taints":null}}'
kubectl patch node node02 --type=merge -p '{"spec":{"taints":null}}'
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
      containers:
        - name: lantern
          image: busybox:1.37
          command: [sleep, 1d]
          resources:
            requests: {cpu: __CPU__, memory: 32Mi}
EOF
