# A volume that does not fit is deleted, though it belongs to others.
kubectl delete pv shelf-a
kubectl delete pvc __CLAIM__ -n __SPACE__
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: __CLAIM__, namespace: __SPACE__}
spec: {accessModes: [ReadWriteMany], storageClassName: shelf, resources: {requests: {storage: __SIZE__}}}
EOF
