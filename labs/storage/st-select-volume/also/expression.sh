# The selector is an expression.
kubectl get pv -L tier
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: __CLAIM__
  namespace: __SPACE__
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: safe
  selector:
    matchExpressions:
      - {key: tier, operator: In, values: [__TIER__]}
  resources:
    requests: {storage: __SIZE__}
---
apiVersion: v1
kind: Pod
metadata:
  name: keeper
  namespace: __SPACE__
spec:
  containers:
    - name: keeper
      image: nginx:1.29
      volumeMounts:
        - {name: safe, mountPath: /treasure}
  volumes:
    - name: safe
      persistentVolumeClaim: {claimName: __CLAIM__}
EOF
kubectl wait pod keeper -n __SPACE__ --for=condition=Ready --timeout=1m
