kubectl get events -n __SPACE__ --field-selector=reason=FailedScheduling
kubectl get pv
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: __CLAIM__
  namespace: __SPACE__
spec:
  accessModes: [ReadWriteMany]
  storageClassName: __CLASS__
  resources:
    requests: {storage: __SIZE__}
EOF
kubectl patch deployment __APP__ -n __SPACE__ -p '{"spec":{"template":{"spec":{"volumes":[{"name":"hymns","persistentVolumeClaim":{"claimName":"__CLAIM__"}}]}}}}'
kubectl rollout status deployment __APP__ -n __SPACE__
