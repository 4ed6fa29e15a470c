# The right volume, by its name.
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
  volumeMode: Filesystem
  volumeName: shelf-c
  resources:
    requests: {storage: 2Gi}
EOF
kubectl wait pod reader -n __SPACE__ --for=condition=Ready --timeout=2m
