# Asks for so much that only the large one fits.
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
  resources:
    requests: {storage: 3Gi}
EOF
kubectl wait pod reader -n archive --for=condition=Ready --timeout=2m
