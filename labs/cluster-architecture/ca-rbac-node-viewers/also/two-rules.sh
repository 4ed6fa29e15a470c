# Two rules, and a binding from a manifest.
kubectl apply -f - <<'EOF'
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: __ROLE__
rules:
  - apiGroups: [""]
    resources: [nodes]
    verbs: [list, watch, get]
  - apiGroups: [""]
    resources: [__SECOND__]
    verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: whoever-watches
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: __ROLE__
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: __GROUP__
EOF
