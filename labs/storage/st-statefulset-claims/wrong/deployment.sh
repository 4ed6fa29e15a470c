# A Deployment has no members.
kubectl delete statefulset abacus -n __SPACE__
kubectl apply -f - <<'EOF'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: abacus
  namespace: __SPACE__
spec:
  replicas: 1
  selector:
    matchLabels: {app: abacus}
  template:
    metadata:
      labels: {app: abacus}
    spec:
      terminationGracePeriodSeconds: 2
      containers:
        - name: beads
          image: nginx:1.29
          volumeMounts:
            - {name: data, mountPath: __MOUNT__}
      volumes:
        - name: data
          emptyDir: {}
EOF
kubectl rollout status deployment abacus -n __SPACE__
