# Nobody finds anything any more.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __SEAL__
  namespace: __NS__
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
EOF
