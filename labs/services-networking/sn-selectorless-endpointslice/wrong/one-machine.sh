# Only one of the two, and its port is that of the Service.
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
  labels:
    kubernetes.io/service-name: __NAME__
addressType: IPv4
ports:
  - port: __PORT__
endpoints:
  - addresses: [__A__]
EOF
