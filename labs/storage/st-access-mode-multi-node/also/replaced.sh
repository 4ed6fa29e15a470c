# The Deployment is replaced from a file, with the volume named and the claim made from the old one.
kubectl get pvc hymns -n __SPACE__ -o yaml | sed -e '/^status:/,$d' -e '/resourceVersion:/d' -e '/uid:/d' -e '/volumeName:/d' -e '/pv.kubernetes.io/d' -e '/volume.*kubernetes.io/d' \
  -e 's/name: hymns/name: __CLAIM__/' -e 's/ReadWriteOnce/ReadWriteMany/' -e 's/storageClassName: .*/storageClassName: __CLASS__/' -e 's/storage: 500Mi/storage: __SIZE__/' \
  -e '/last-applied/,+1d' > claim.yaml
echo '  volumeName: share-2' >> claim.yaml
kubectl create -f claim.yaml
kubectl get deployment __APP__ -n __SPACE__ -o yaml | sed 's/claimName: hymns/claimName: __CLAIM__/' > deployment.yaml
kubectl replace -f deployment.yaml
kubectl rollout status deployment __APP__ -n __SPACE__
