# The others are closed, too.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __POLICY__
  namespace: __NS__
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector:
            matchLabels: {job: __CLIENT__}
      ports:
        - port: __PORT__
EOF
