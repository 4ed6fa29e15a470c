# The namespaces get labels of their own.
kubectl label namespace __AUDIT__ scans=yes
kubectl label namespace __NS__ scanned=yes
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
            matchLabels: {scans: 'yes'}
          podSelector:
            matchLabels: {app: __SCANNER__}
      ports:
        - port: __PORT__
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: scans
  namespace: __AUDIT__
spec:
  podSelector:
    matchLabels: {app: __SCANNER__}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels: {scanned: 'yes'}
          podSelector:
            matchLabels: {app: __APP__}
      ports:
        - port: __PORT__
EOF
