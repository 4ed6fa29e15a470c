# The label is given, but the policy asks for the name: other namespaces of the team are left out.
kubectl label ns __DESK__ team=desk
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: __POLICY__, namespace: __NS__}
spec:
  podSelector: {matchLabels: {tier: books}}
  ingress:
  - ports: [{port: __PORT__}]
    from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: __DESK__}}, podSelector: {matchLabels: {role: __ROLE__}}}]
EOF
