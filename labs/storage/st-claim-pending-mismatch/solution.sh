kubectl get pv -o custom-columns=NAME:.metadata.name,SIZE:.spec.capacity.storage,MODES:.spec.accessModes,CLASS:.spec.storageClassName,VOLUME:.spec.volumeMode
kubectl describe pvc __CLAIM__ -n __SPACE__ | tail -3
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
    requests: {storage: __SIZE__}
EOF
kubectl wait pod reader -n __SPACE__ --for=condition=Ready --timeout=2m
