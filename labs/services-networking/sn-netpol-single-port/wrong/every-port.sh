# All ports are open for the client.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __POLICY__
  namespace: __NS__
spec:
  podSelector:
    matchLabels: {job: shelf}
  ingress:
    - from:
        - podSelector:
            matchLabels: {job: __CLIENT__}
EOF
