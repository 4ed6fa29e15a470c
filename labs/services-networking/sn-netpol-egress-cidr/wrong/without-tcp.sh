# Long answers need TCP.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: __POLICY__, namespace: __NS__}
spec:
  podSelector: {matchLabels: {app: __APP__}}
  policyTypes: [Egress]
  egress:
  - to: [{ipBlock: {cidr: __NET__.0/24, except: [__NET__.__BAD__/32]}}]
    ports: [{port: 443}]
  - to: [{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]
    ports: [{port: 53, protocol: UDP}]
EOF
