# Nothing ties the slice to the Service.
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: __NAME__
  namespace: __NS__
spec:
  ports:
    - port: __PORT__
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: __NAME__
  namespace: __NS__
addressType: IPv4
ports:
  - port: 443
endpoints:
  - addresses: [__A__]
  - addresses: [__B__]
EOF
