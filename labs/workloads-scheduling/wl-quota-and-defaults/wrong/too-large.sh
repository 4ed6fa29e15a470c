# So much for each that only two fit.
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: LimitRange
metadata:
  name: guild-defaults
  namespace: __NS__
spec:
  limits:
    - type: Container
      defaultRequest: {cpu: 400m, memory: 128Mi}
      default: {cpu: 800m, memory: 256Mi}
EOF
kubectl scale deployment __APP__ -n __NS__ --replicas=0
kubectl scale deployment __APP__ -n __NS__ --replicas=4
echo 200m > left.txt
