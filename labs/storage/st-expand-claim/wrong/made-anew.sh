# The claim is deleted, with everything on its volume, and made anew.
kubectl patch storageclass __CLASS__ -p '{"allowVolumeExpansion":true}'
kubectl scale deployment vintner -n __SPACE__ --replicas=0
kubectl delete pvc __CLAIM__ -n __SPACE__
kubectl apply -f - <<'EOF'
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
kubectl scale deployment vintner -n __SPACE__ --replicas=1
kubectl rollout status deployment vintner -n __SPACE__
