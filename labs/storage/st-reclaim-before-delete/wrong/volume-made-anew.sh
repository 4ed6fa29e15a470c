# Another PersistentVolume for the same directory.
v=$(kubectl get pvc annals -n __OLD__ -o jsonpath='{.spec.volumeName}')
kubectl patch pv $v -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'
kubectl delete deploy chronicle -n __OLD__
kubectl delete pvc annals -n __OLD__
kubectl get pv $v -o yaml | sed -e '/claimRef:/,/uid:/d' -e '/^  uid/d' -e '/resourceVersion/d' > pv.yaml
kubectl delete pv $v
kubectl create -f pv.yaml
kubectl apply -f - <<EOF
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: archive, namespace: __NEW__}
spec: {accessModes: [ReadWriteOnce], storageClassName: local-path, volumeName: $v, resources: {requests: {storage: __SIZE__}}}
EOF
