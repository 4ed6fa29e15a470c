# The large volume, by its name.
kubectl delete pvc folio -n archive
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: folio
  namespace: archive
spec:
  accessModes: [ReadWriteMany]
  storageClassName: shelf
  volumeName: shelf-b
  resources:
    requests: {storage: 1500Mi}
EOF
kubectl wait pod reader -n archive --for=condition=Ready --timeout=2m
