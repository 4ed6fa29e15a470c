# All pods of the namespace get out, and to all pods of the other.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: scans
  namespace: __NS__
spec:
  podSelector:
    matchLabels: {app: __APP__}
  ingress:
    - from:
        - namespaceSelector:
            matchLabels: {kubernetes.io/metadata.name: __AUDIT__}
      ports:
        - port: __PORT__
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: scans
  namespace: __AUDIT__
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels: {kubernetes.io/metadata.name: __NS__}
EOF
