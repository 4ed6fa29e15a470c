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
# kubectl edit deployment diary does the same by hand.
kubectl patch deployment diary -n __SPACE__ -p '{"spec":{"template":{"spec":{"volumes":[{"name":"pages","emptyDir":null,"persistentVolumeClaim":{"claimName":"__CLAIM__"}}]}}}}'
kubectl rollout status deployment diary -n __SPACE__
