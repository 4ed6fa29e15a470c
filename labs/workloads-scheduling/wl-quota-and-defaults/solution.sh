kubectl describe replicaset -n guild -l app=apprentice | tail -3
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: LimitRange
metadata:
  name: guild-defaults
  namespace: guild
spec:
  limits:
    - type: Container
      defaultRequest: {cpu: 150m, memory: 128Mi}
      default: {cpu: 300m, memory: 256Mi}
EOF
kubectl rollout restart deployment apprentice -n guild
kubectl rollout status deployment apprentice -n guild
kubectl describe quota guild-budget -n guild
# 1 CPU, less 4 times 150m
echo 400m > left.txt
