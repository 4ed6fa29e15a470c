# The older kind of object; it is mirrored.
kubectl apply -f - 2>/dev/null <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: __NAME__
  namespace: __NS__
spec:
  ports:
    - port: __PORT__
---
apiVersion: v1
kind: Endpoints
metadata:
  name: __NAME__
  namespace: __NS__
subsets:
  - addresses: [{ip: __A__}, {ip: __B__}]
    ports: [{port: 443}]
EOF
