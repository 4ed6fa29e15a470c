kubectl patch storageclass __CLASS__ -p '{"allowVolumeExpansion":true}'
kubectl patch pvc __CLAIM__ -n __SPACE__ -p '{"spec":{"resources":{"requests":{"storage":"__SIZE__"}}}}'
kubectl get pvc __CLAIM__ -n __SPACE__ -o jsonpath='{.spec.resources.requests.storage} asked, {.status.capacity.storage} there{"\n"}'
