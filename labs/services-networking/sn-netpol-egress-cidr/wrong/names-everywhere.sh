# Port 53 is open to the whole world.
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
  - ports: [{port: 53, protocol: UDP}, {port: 53}]
EOF
