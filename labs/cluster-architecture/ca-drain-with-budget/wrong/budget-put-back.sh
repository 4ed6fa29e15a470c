# The budget is loosened for a moment, and as it was in the end.
kubectl patch pdb __APP__ -n __SPACE__ -p '{"spec":{"minAvailable":1}}'
kubectl drain __NODE__ --ignore-daemonsets --delete-emptydir-data --force
kubectl patch pdb __APP__ -n __SPACE__ -p '{"spec":{"minAvailable":2}}'
kubectl rollout status deployment __APP__ -n __SPACE__
