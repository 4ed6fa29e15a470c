# Such pods of every namespace.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: __POLICY__, namespace: __NS__}
spec:
  podSelector: {matchLabels: {job: shelf}}
  ingress:
  - ports: [{port: __PORT__}]
    from: [{podSelector: {matchLabels: {job: __CLIENT__}}, namespaceSelector: {}}]
EOF
