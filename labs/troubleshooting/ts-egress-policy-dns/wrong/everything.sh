# All doors are open.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: lookups
  namespace: __NS__
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - {}
EOF
