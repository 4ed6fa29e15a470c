# Three replicas are not one on each node.
kubectl apply -f - <<'EOF'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: watchman
  namespace: tower
spec:
  replicas: 3
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
