# The others are held by claims until the right one is the next.
next() { kubectl get pv --no-headers -L tier --sort-by=.metadata.name | grep Available | head -1; }
n=0
while ! next | grep -q __TIER__ && [ $n -lt 4 ]; do
  n=$((n + 1))
  kubectl apply -n __SPACE__ -f - <<EOF
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: try-$n
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: safe
  resources:
    requests: {storage: __SIZE__}
EOF
  kubectl wait pvc try-$n -n __SPACE__ --for=jsonpath='{.status.phase}'=Bound --timeout=1m
done
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
