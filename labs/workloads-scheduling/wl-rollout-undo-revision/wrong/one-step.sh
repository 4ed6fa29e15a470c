# One step back leads to the other broken revision.
kubectl rollout undo deployment __APP__ -n __NS__
echo 6 > revision.txt
