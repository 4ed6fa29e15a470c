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
      targetPort: 443
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: __NAME__-1
  namespace: __NS__
  labels:
    kubernetes.io/service-name: __NAME__
addressType: IPv4
ports:
  - name: stock
    port: 443
    protocol: TCP
endpoints:
  - addresses: [__A__]
    conditions: {ready: true}
  - addresses: [__B__]
    conditions: {ready: true}
EOF
kubectl describe service __NAME__ -n __NS__
