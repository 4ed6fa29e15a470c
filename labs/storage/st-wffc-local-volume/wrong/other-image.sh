# Another image.
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolume
metadata: {name: __VOLUME__}
spec:
  capacity: {storage: 2Gi}
  accessModes: [ReadWriteOnce]
  storageClassName: local-fast
  local: {path: /mnt/fast}
  nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [__NODE__]}]}]}}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local-fast}
provisioner: kubernetes.io/no-provisioner
volumeBindingMode: WaitForFirstConsumer
EOF
kubectl run quarry-db -n __SPACE__ --image=nginx:1.29 --overrides='{"spec":{"containers":[{"name":"quarry-db","image":"nginx:1.29","volumeMounts":[{"name":"t","mountPath":"/data"}]}],"volumes":[{"name":"t","persistentVolumeClaim":{"claimName":"__CLAIM__"}}]}}'
