# In another namespace.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __SEAL__
  namespace: default
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
EOF
