# All pods of the namespace are closed.
kubectl label namespace __DESK__ team=desk
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
        - namespaceSelector:
            matchLabels: {team: desk}
          podSelector:
            matchLabels: {role: __ROLE__}
      ports:
        - port: __PORT__
EOF
