# Empty lists instead of none, and peers by expressions.
kubectl create -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __SEAL__
  namespace: __NS__
spec:
  podSelector: {}
  policyTypes: [Egress, Ingress]
  ingress: []
  egress: []
EOF
kubectl create -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __NAMES__
  namespace: __NS__
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to: &dns
        - namespaceSelector:
            matchExpressions:
              - {key: kubernetes.io/metadata.name, operator: In, values: [kube-system]}
          podSelector:
            matchExpressions:
              - {key: k8s-app, operator: In, values: [kube-dns]}
      ports:
        - {protocol: TCP, port: 53}
    - to: *dns
      ports:
        - {protocol: UDP, port: 53}
EOF
