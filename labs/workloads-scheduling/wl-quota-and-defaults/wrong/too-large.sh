# So much for each that only two fit.
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: LimitRange
metadata:
  name: guild-defaults
  namespace: guild
spec:
  limits:
    - type: Container
      defaultRequest: {cpu: 400m, memory: 128Mi}
      default: {cpu: 800m, memory: 256Mi}
EOF
kubectl scale deployment apprentice -n guild --replicas=0
kubectl scale deployment apprentice -n guild --replicas=4
echo 200m > left.txt
