# The client is protected from the shelf.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __POLICY__
  namespace: __NS__
spec:
  podSelector:
    matchLabels: {job: __CLIENT__}
  ingress:
    - from:
        - podSelector:
            matchLabels: {job: shelf}
      ports:
        - port: __PORT__
EOF
