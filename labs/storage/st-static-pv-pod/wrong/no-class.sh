# The claim has no class: the default one provisions another volume.
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolume
metadata:
  name: __VOLUME__
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteOnce]
  storageClassName: manual
  hostPath: {path: /srv/__VOLUME__}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: __CLAIM__
  namespace: __SPACE__
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests: {storage: __SIZE__}
---
apiVersion: v1
kind: Pod
metadata:
  name: miller
  namespace: __SPACE__
spec:
  containers:
    - name: miller
      image: busybox:1.37
      command: [sh, -c, 'echo __WORD__ > __MOUNT__/first.txt; sleep 1d']
      volumeMounts:
        - {name: store, mountPath: __MOUNT__}
  volumes:
    - name: store
      persistentVolumeClaim: {claimName: __CLAIM__}
EOF
kubectl wait pod miller -n __SPACE__ --for=condition=Ready --timeout=1m
