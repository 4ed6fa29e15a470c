# By expressions; the label and the policy in the other order.
kubectl create -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __POLICY__
  namespace: __NS__
spec:
  podSelector:
    matchExpressions:
      - {key: tier, operator: In, values: [books]}
  ingress:
    - ports:
        - port: __PORT__
      from:
        - podSelector:
            matchExpressions:
              - {key: role, operator: In, values: [__ROLE__]}
          namespaceSelector:
            matchExpressions:
              - {key: team, operator: In, values: [desk]}
EOF
kubectl patch namespace __DESK__ -p '{"metadata":{"labels":{"team":"desk"}}}'
