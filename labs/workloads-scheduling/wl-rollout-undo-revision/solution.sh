kubectl rollout history deployment __APP__ -n __NS__
number=$(kubectl rollout history deployment __APP__ -n __NS__ | awk '$3 == "__WANTED__" {print $1}')
kubectl rollout undo deployment __APP__ -n __NS__ --to-revision="$number"
kubectl rollout status deployment __APP__ -n __NS__
kubectl get deployment __APP__ -n __NS__ -o jsonpath='{.metadata.annotations.deployment\.kubernetes\.io/revision}' > revision.txt
