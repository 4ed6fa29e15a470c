# The claim is bound, and the database does not use it.
kubectl get pv __DISK__ -o jsonpath='{.spec.claimRef}{"\n"}'
kubectl patch pv __DISK__ --type=json -p '[{"op": "remove", "path": "/spec/claimRef"}]'
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: __CLAIM__
  namespace: __SPACE__
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: ""
  volumeName: __DISK__
  resources:
    requests: {storage: 400Mi}
EOF
kubectl apply -f deploy.yaml
kubectl rollout status deployment ledger -n __SPACE__
