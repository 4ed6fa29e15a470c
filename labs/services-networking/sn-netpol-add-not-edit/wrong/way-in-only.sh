# The scanner's own way out is still closed.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: scans
  namespace: __NS__
spec:
  podSelector:
    matchLabels: {app: __APP__}
  ingress:
    - from:
        - namespaceSelector:
            matchLabels: {kubernetes.io/metadata.name: __AUDIT__}
          podSelector:
            matchLabels: {app: __SCANNER__}
      ports:
        - port: __PORT__
EOF
