# Only one node can write.
kubectl delete pvc __CLAIM__ -n __SPACE__
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: __CLAIM__
  namespace: __SPACE__
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: shelf
  resources:
    requests: {storage: __SIZE__}
EOF
kubectl wait pod reader -n __SPACE__ --for=condition=Ready --timeout=2m
