# All of it as manifests, with a rule for each kind.
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: ServiceAccount
metadata:
  name: __ACCOUNT__
  namespace: __SPACE__
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: __ROLE__
rules:
  - {apiGroups: [apps], resources: [deployments], verbs: [create]}
  - {apiGroups: [apps], resources: [statefulsets], verbs: [create]}
  - {apiGroups: [apps], resources: [daemonsets], verbs: [create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: __ACCOUNT__
  namespace: __SPACE__
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: __ROLE__
subjects:
  - kind: ServiceAccount
    name: __ACCOUNT__
    namespace: __SPACE__
EOF
