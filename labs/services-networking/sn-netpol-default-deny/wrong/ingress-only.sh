# The way out is open.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __SEAL__
  namespace: __NS__
spec:
  podSelector: {}
  policyTypes: [Ingress]
EOF
