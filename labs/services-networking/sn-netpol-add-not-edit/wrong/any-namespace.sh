# The way out leads to pods of that label in every namespace.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: a, namespace: __NS__}
spec:
  podSelector: {matchLabels: {app: __APP__}}
  ingress:
  - ports: [{port: __PORT__}]
    from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: __AUDIT__}}, podSelector: {matchLabels: {app: __SCANNER__}}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: b, namespace: __AUDIT__}
spec:
  podSelector: {matchLabels: {app: __SCANNER__}}
  policyTypes: [Egress]
  egress:
  - to: [{namespaceSelector: {}, podSelector: {matchLabels: {app: __APP__}}}]
    ports: [{port: __PORT__}]
EOF
