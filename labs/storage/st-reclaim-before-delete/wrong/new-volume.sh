# archive gets a new, empty volume.
volume=$(kubectl get pvc annals -n __OLD__ -o jsonpath='{.spec.volumeName}')
class=$(kubectl get pv "$volume" -o jsonpath='{.spec.storageClassName}')
kubectl patch pv "$volume" -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'
kubectl delete deployment chronicle -n __OLD__
kubectl delete pvc annals -n __OLD__
kubectl apply -f - <<EOF
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
kubectl run reader -n __NEW__ --image=busybox:1.37 --overrides='{"spec":{"volumes":[{"name":"d","persistentVolumeClaim":{"claimName":"archive"}}]}}' -- sleep 1d
kubectl wait pod reader -n __NEW__ --for=condition=Ready
