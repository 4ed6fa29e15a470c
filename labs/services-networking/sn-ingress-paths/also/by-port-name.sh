# Two rules for the same host, ports by their names.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: __NAME__
  namespace: __NS__
spec:
  ingressClassName: __CLASS__
  rules:
    - host: __HOST__
      http:
        paths:
          - path: /tea
            pathType: Prefix
            backend: {service: {name: tea, port: {name: pot}}}
    - host: __HOST__
      http:
        paths:
          - path: /coffee
            pathType: Prefix
            backend: {service: {name: coffee, port: {name: cup}}}
EOF
