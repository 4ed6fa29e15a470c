# The slice is for UDP.
kubectl apply -f - <<'END'
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
  - {port: 443, protocol: UDP}
endpoints:
  - addresses: [__A__]
  - addresses: [__B__]
END
