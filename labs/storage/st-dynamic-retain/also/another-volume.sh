# The volume has another name, and the old pod goes before the new one comes.
kubectl apply -f - <<'EOF'
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: __CLASS__
provisioner: rancher.io/local-path
reclaimPolicy: Retain
allowVolumeExpansion: true
volumeBindingMode: WaitForFirstConsumer
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: __CLAIM__
  namespace: __SPACE__
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: __CLASS__
  resources:
    requests: {storage: __SIZE__}
EOF
kubectl patch deployment diary -n __SPACE__ --type=json -p '[
  {"op": "replace", "path": "/spec/strategy", "value": {"type": "Recreate"}},
  {"op": "replace", "path": "/spec/template/spec/volumes", "value": [{"name": "book", "persistentVolumeClaim": {"claimName": "__CLAIM__"}}]},
  {"op": "replace", "path": "/spec/template/spec/containers/0/volumeMounts/0/name", "value": "book"}
]'
kubectl rollout status deployment diary -n __SPACE__
