# Asks for so much that only the large one fits.
kubectl delete pvc __CLAIM__ -n __SPACE__
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: __CLAIM__
  namespace: __SPACE__
spec:
  accessModes: [ReadWriteMany]
  storageClassName: shelf
  resources:
    requests: {storage: 3Gi}
EOF
kubectl wait pod reader -n __SPACE__ --for=condition=Ready --timeout=2m
