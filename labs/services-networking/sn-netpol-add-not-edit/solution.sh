kubectl get networkpolicies -A
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: let-__SCANNER__-in
  namespace: __NS__
spec:
  podSelector:
    matchLabels: {app: __APP__}
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels: {kubernetes.io/metadata.name: __AUDIT__}
          podSelector:
            matchLabels: {app: __SCANNER__}
      ports:
        - {protocol: TCP, port: __PORT__}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: let-__SCANNER__-out
  namespace: __AUDIT__
spec:
  podSelector:
    matchLabels: {app: __SCANNER__}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels: {kubernetes.io/metadata.name: __NS__}
          podSelector:
            matchLabels: {app: __APP__}
      ports:
        - {protocol: TCP, port: __PORT__}
EOF
