# Bound at once.
kubectl apply -f - <<'EOF'
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: local-fast
provisioner: kubernetes.io/no-provisioner
volumeBindingMode: Immediate
---
apiVersion: v1
kind: PersistentVolume
metadata:
  name: __VOLUME__
spec:
  capacity: {storage: 2Gi}
  accessModes: [ReadWriteOnce]
  storageClassName: local-fast
  local: {path: /mnt/fast}
  nodeAffinity:
    required:
      nodeSelectorTerms:
        - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [__NODE__]}]
---
apiVersion: v1
kind: Pod
metadata:
  name: quarry-db
  namespace: __SPACE__
spec:
  containers:
    - name: db
      image: busybox:1.37
      command: [sleep, 1d]
      volumeMounts:
        - {name: data, mountPath: /data}
  volumes:
    - name: data
      persistentVolumeClaim: {claimName: __CLAIM__}
EOF
kubectl wait pod quarry-db -n __SPACE__ --for=condition=Ready --timeout=1m
