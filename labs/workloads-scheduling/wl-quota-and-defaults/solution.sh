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
# Pods of the old ReplicaSet count until they are gone; then it is 1 CPU less 4 times 150m.
kubectl describe quota guild-budget -n guild
echo 400m > left.txt
