# The volume is kept for the new claim, which does not need to name it.
volume=$(kubectl get pv -o name | head -1)
kubectl patch $volume -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'
kubectl delete deployment,pvc --all -n __OLD__
kubectl patch $volume --type=json -p '[{"op": "replace", "path": "/spec/claimRef", "value": {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "namespace": "__NEW__", "name": "archive"}}]'
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: archive
  namespace: __NEW__
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests: {storage: __SIZE__}
EOF
kubectl wait pvc archive -n __NEW__ --for=jsonpath='{.status.phase}'=Bound --timeout=1m
