# The ports have different names.
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: __NAME__
  namespace: __NS__
spec:
  ports:
    - name: stock
      port: __PORT__
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
  - name: https
    port: 443
endpoints:
  - addresses: [__A__]
  - addresses: [__B__]
EOF
