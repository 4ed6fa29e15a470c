# The kinds are not in the core group.
kubectl create serviceaccount __ACCOUNT__ -n __SPACE__
kubectl apply -f - <<'EOF'
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: __ROLE__
rules:
  - apiGroups: [""]
    resources: [deployments, statefulsets, daemonsets]
    verbs: [create]
EOF
kubectl create rolebinding __ACCOUNT__ -n __SPACE__ --clusterrole=__ROLE__ --serviceaccount=__SPACE__:__ACCOUNT__
