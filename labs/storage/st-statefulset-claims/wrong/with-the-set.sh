# The claims go with the StatefulSet, too.
kubectl delete statefulset abacus -n __SPACE__
kubectl apply -f - <<'EOF'
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: abacus
  namespace: __SPACE__
spec:
  serviceName: abacus
  replicas: 2
  selector:
    matchLabels: {app: abacus}
  persistentVolumeClaimRetentionPolicy:
    whenScaled: Delete
    whenDeleted: Delete
  template:
    metadata:
      labels: {app: abacus}
    spec:
      terminationGracePeriodSeconds: 2
      containers:
        - name: beads
          image: nginx:1.29
          volumeMounts:
            - {name: data, mountPath: __MOUNT__}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: __CLASS__
        resources:
          requests: {storage: __SIZE__}
EOF
kubectl rollout status statefulset abacus -n __SPACE__
kubectl scale statefulset abacus -n __SPACE__ --replicas=3
kubectl rollout status statefulset abacus -n __SPACE__
kubectl scale statefulset abacus -n __SPACE__ --replicas=1
kubectl wait pod abacus-1 abacus-2 -n __SPACE__ --for=delete --timeout=1m
kubectl wait pvc data-abacus-1 data-abacus-2 -n __SPACE__ --for=delete --timeout=1m
kubectl get pods,pvc -n __SPACE__
