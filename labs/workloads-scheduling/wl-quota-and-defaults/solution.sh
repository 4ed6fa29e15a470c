kubectl describe replicaset -n __NS__ -l app=__APP__ | tail -3
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: LimitRange
metadata:
  name: guild-defaults
  namespace: __NS__
spec:
  limits:
    - type: Container
      defaultRequest: {cpu: __CPU__m, memory: 128Mi}
      default: {cpu: 300m, memory: 256Mi}
EOF
kubectl rollout restart deployment __APP__ -n __NS__
kubectl rollout status deployment __APP__ -n __NS__
# Pods of the old ReplicaSet count until they are gone; then it is 1 CPU less 4 times __CPU__m.
kubectl describe quota guild-budget -n __NS__
echo "$((1000 - 4 * __CPU__))m" > left.txt
