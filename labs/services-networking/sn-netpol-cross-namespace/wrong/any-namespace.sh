# From every namespace.
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
  ingress:
    - from:
        - namespaceSelector: {}
          podSelector:
            matchLabels: {role: __ROLE__}
      ports:
        - port: __PORT__
EOF
