kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"__APP__","ports":[{"name":"__NAME__","containerPort":__PORT__}]}]}}}}'
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: __APP__-svc
  namespace: __NS__
spec:
  type: NodePort
  selector: {shop: __APP__}
  ports:
    - port: 80
      targetPort: __NAME__
      nodePort: __NODE__
EOF
kubectl rollout status deployment __APP__ -n __NS__
