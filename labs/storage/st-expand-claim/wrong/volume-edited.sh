# The size of the volume is edited, which makes nothing larger.
kubectl patch storageclass __CLASS__ -p '{"allowVolumeExpansion":true}'
volume=$(kubectl get pvc __CLAIM__ -n __SPACE__ -o jsonpath='{.spec.volumeName}')
kubectl patch pv "$volume" -p '{"spec":{"capacity":{"storage":"__SIZE__"}}}'
