kubectl get pv -o custom-columns=NAME:.metadata.name,SIZE:.spec.capacity.storage,MODES:.spec.accessModes,CLASS:.spec.storageClassName,VOLUME:.spec.volumeMode
kubectl describe pvc folio -n archive | tail -3
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
    requests: {storage: 1500Mi}
EOF
kubectl wait pod reader -n archive --for=condition=Ready --timeout=2m
