# The kinds are not in the core group.
kubectl create serviceaccount crane-bot -n shipyard
kubectl apply -f - <<'EOF'
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: workload-creator
rules:
  - apiGroups: [""]
    resources: [deployments, statefulsets, daemonsets]
    verbs: [create]
EOF
kubectl create rolebinding crane-bot -n shipyard --clusterrole=workload-creator --serviceaccount=shipyard:crane-bot
