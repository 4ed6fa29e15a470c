# The books reach nobody any more.
kubectl label ns __DESK__ team=desk
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: __POLICY__, namespace: __NS__}
spec:
  podSelector: {matchLabels: {tier: books}}
  policyTypes: [Ingress, Egress]
  ingress:
  - ports: [{port: __PORT__}]
    from: [{namespaceSelector: {matchLabels: {team: desk}}, podSelector: {matchLabels: {role: __ROLE__}}}]
EOF
