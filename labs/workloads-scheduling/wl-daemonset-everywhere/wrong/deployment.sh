# Three replicas are not one on each node.
kubectl apply -f - <<'EOF'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: __APP__
  namespace: __NS__
spec:
  replicas: 3
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
