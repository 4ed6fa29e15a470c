# Both on one node, with the old claim.
kubectl patch deployment __APP__ -n __SPACE__ --type=json -p '[{"op": "remove", "path": "/spec/template/spec/affinity"}]'
kubectl rollout status deployment __APP__ -n __SPACE__
