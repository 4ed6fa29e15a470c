# The old machine is reached.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __POLICY__
  namespace: __NS__
spec:
  podSelector:
    matchLabels: {app: __APP__}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock: {cidr: __NET__.0/24}
      ports:
        - {protocol: TCP, port: 443}
    - to:
        - namespaceSelector: {}
          podSelector:
            matchLabels: {k8s-app: kube-dns}
      ports:
        - {protocol: UDP, port: 53}
        - {protocol: TCP, port: 53}
EOF
