# The pod template is taken from the old ReplicaSet by hand.
kubectl get replicasets -n __NS__ -o custom-columns='CAUSE:.metadata.annotations.kubernetes\.io/change-cause,NAME:.metadata.name' --no-headers > sets
set=$(awk '$2 == "__WANTED__" {print $3}' sets)
template=$(kubectl get replicaset "$set" -n __NS__ -o jsonpath='{.spec.template.spec}')
kubectl patch deployment __APP__ -n __NS__ --type=json -p "[{\"op\":\"replace\",\"path\":\"/spec/template/spec\",\"value\":$template}]"
kubectl rollout status deployment __APP__ -n __NS__
kubectl rollout history deployment __APP__ -n __NS__ | awk '$1 ~ /^[0-9]+$/ {last=$1} END {print last}' > revision.txt
