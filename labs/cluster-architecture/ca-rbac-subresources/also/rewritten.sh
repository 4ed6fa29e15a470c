# The role is written anew, with kubectl's generator and every verb of the subresources.
kubectl create role __ACCOUNT__ -n __SPACE__ --verb=get,list,watch --resource=pods,deployments.apps --dry-run=client -o yaml > role.yaml
cat >> role.yaml <<'EOF'
- apiGroups: [apps]
  resources: [deployments/scale]
  verbs: [get, update, patch]
- apiGroups: [""]
  resources: [pods/log, pods/exec]
  verbs: [get, create]
EOF
kubectl replace -f role.yaml
