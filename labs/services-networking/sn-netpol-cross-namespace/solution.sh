kubectl label namespace __DESK__ team=desk
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __POLICY__
  namespace: __NS__
spec:
  podSelector:
    matchLabels: {tier: books}
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels: {team: desk}
          podSelector:
            matchLabels: {role: __ROLE__}
      ports:
        - {protocol: TCP, port: __PORT__}
EOF
kubectl describe networkpolicy __POLICY__ -n __NS__
