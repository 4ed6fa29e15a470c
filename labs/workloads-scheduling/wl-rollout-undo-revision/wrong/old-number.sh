# The old number is gone from the history.
number=$(kubectl rollout history deployment __APP__ -n __NS__ | awk '$3 == "__WANTED__" {print $1}')
kubectl rollout undo deployment __APP__ -n __NS__ --to-revision="$number"
kubectl rollout status deployment __APP__ -n __NS__
echo "$number" > revision.txt
