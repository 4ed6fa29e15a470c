# The Service's address is no pod.
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
    - to: [{ipBlock: {cidr: 10.96.0.10/32}}]
      ports:
        - {protocol: UDP, port: 53}
        - {protocol: TCP, port: 53}
EOF
