# Other units, and scaling instead of a restart.
kubectl create -f - <<'END'
apiVersion: v1
kind: LimitRange
metadata:
  name: guild-defaults
  namespace: __NS__
spec:
  limits:
    - type: Container
      defaultRequest: {cpu: "0.__CPU__", memory: 131072Ki}
      default: {cpu: "0.3", memory: 0.25Gi}
END
kubectl scale deployment __APP__ -n __NS__ --replicas=0
kubectl scale deployment __APP__ -n __NS__ --replicas=4
echo "0.$((1000 - 4 * __CPU__))" > left.txt
