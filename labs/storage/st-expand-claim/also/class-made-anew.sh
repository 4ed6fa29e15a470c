# The class is deleted and made anew, which no claim notices; the claim is replaced from a file.
kubectl get storageclass __CLASS__ -o yaml > class.yaml
sed -e '/allowVolumeExpansion/d' -e '/uid:/d' -e '/resourceVersion:/d' class.yaml > new.yaml
echo 'allowVolumeExpansion: true' >> new.yaml
kubectl replace --force -f new.yaml
kubectl get pvc __CLAIM__ -n __SPACE__ -o yaml | sed '/requests:/,/storage:/s/storage: 1Gi/storage: __SIZE__/' > claim.yaml
kubectl replace -f claim.yaml
