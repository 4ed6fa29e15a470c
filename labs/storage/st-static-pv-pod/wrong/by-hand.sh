# The word was written by hand; the container does not do it.
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolume
metadata: {name: __VOLUME__}
spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], storageClassName: manual, hostPath: {path: /srv/__VOLUME__}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: __CLAIM__, namespace: __SPACE__}
spec: {accessModes: [ReadWriteOnce], storageClassName: manual, resources: {requests: {storage: __SIZE__}}}
EOF
kubectl run miller -n __SPACE__ --image=busybox:1.37 --overrides='{"spec":{"containers":[{"name":"miller","image":"busybox:1.37","args":["sleep","1d"],"volumeMounts":[{"name":"t","mountPath":"__MOUNT__/"}]}],"volumes":[{"name":"t","persistentVolumeClaim":{"claimName":"__CLAIM__"}}]}}'
kubectl wait pod miller -n __SPACE__ --for=condition=Ready
kubectl exec -n __SPACE__ miller -- sh -c 'echo __WORD__ > __MOUNT__/first.txt'
