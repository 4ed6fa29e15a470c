# The class deletes; only this one volume was saved by hand.
kubectl apply -f - <<'EOF'
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: __CLASS__
provisioner: rancher.io/local-path
reclaimPolicy: Delete
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
volume=$(kubectl get pvc __CLAIM__ -n __SPACE__ -o jsonpath='{.spec.volumeName}')
kubectl patch pv "$volume" -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'
