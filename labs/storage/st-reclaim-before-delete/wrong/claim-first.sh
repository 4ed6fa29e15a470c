# The volume goes with its claim, since the policy is still Delete.
volume=$(kubectl get pvc annals -n __OLD__ -o jsonpath='{.spec.volumeName}')
class=$(kubectl get pv "$volume" -o jsonpath='{.spec.storageClassName}')
kubectl delete deployment chronicle -n __OLD__
kubectl delete pvc annals -n __OLD__
kubectl patch pv "$volume" --type=json -p '[{"op": "remove", "path": "/spec/claimRef"}]'
kubectl apply -f - <<EOF
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: archive
  namespace: __NEW__
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: $class
  volumeName: $volume
  resources:
    requests: {storage: __SIZE__}
EOF
kubectl wait pvc archive -n __NEW__ --for=jsonpath='{.status.phase}'=Bound --timeout=1m
