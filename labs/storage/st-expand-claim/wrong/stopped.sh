# vintner does not run any more.
kubectl patch sc __CLASS__ -p '{"allowVolumeExpansion":true}'
kubectl patch pvc __CLAIM__ -n __SPACE__ -p '{"spec":{"resources":{"requests":{"storage":"__SIZE__"}}}}'
kubectl scale deploy vintner -n __SPACE__ --replicas=0
