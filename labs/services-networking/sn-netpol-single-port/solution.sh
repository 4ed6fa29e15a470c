kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __POLICY__
  namespace: __NS__
spec:
  podSelector:
    matchLabels: {job: shelf}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels: {job: __CLIENT__}
      ports:
        - {protocol: TCP, port: __PORT__}
EOF
