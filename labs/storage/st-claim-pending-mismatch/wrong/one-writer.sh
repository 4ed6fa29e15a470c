# Only one node can write.
kubectl delete pvc folio -n archive
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: folio
  namespace: archive
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: shelf
  resources:
    requests: {storage: 1500Mi}
EOF
kubectl wait pod reader -n archive --for=condition=Ready --timeout=2m
