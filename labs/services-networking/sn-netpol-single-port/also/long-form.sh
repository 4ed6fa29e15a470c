# The namespace is named, and the labels are expressions.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __POLICY__
  namespace: __NS__
spec:
  podSelector:
    matchExpressions:
      - {key: job, operator: In, values: [shelf]}
  ingress:
    - from:
        - namespaceSelector:
            matchLabels: {kubernetes.io/metadata.name: __NS__}
          podSelector:
            matchExpressions:
              - {key: job, operator: In, values: [__CLIENT__]}
      ports:
        - port: __PORT__
EOF
