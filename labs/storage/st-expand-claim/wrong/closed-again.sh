# Allowed for a moment only.
kubectl patch storageclass __CLASS__ -p '{"allowVolumeExpansion":true}'
kubectl patch pvc __CLAIM__ -n __SPACE__ -p '{"spec":{"resources":{"requests":{"storage":"__SIZE__"}}}}'
kubectl patch storageclass __CLASS__ -p '{"allowVolumeExpansion":false}'
