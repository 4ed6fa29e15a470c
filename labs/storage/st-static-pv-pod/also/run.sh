# The pod by kubectl run, the claim with a selector, sizes in other units.
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolume
metadata: {name: __VOLUME__, labels: {a: b}}
spec: {capacity: {storage: 1024Mi}, accessModes: [ReadWriteOnce], persistentVolumeReclaimPolicy: Delete, storageClassName: manual, hostPath: {path: /srv/__VOLUME__/, type: DirectoryOrCreate}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: __CLAIM__, namespace: __SPACE__}
spec: {accessModes: [ReadWriteOnce], storageClassName: manual, selector: {matchLabels: {a: b}}, resources: {requests: {storage: __SIZE__}}}
EOF
kubectl run miller -n __SPACE__ --image=busybox:1.37 --overrides='{"spec":{"containers":[{"name":"miller","image":"busybox:1.37","args":["/bin/sh","-c","echo __WORD__ > __MOUNT__/first.txt && sleep infinity"],"volumeMounts":[{"name":"t","mountPath":"__MOUNT__/"}]}],"volumes":[{"name":"t","persistentVolumeClaim":{"claimName":"__CLAIM__"}}]}}'
