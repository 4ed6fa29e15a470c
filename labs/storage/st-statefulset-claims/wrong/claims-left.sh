# Claims disappear from now on, but those of the first attempt are left.
kubectl get sts abacus -n __SPACE__ -o yaml > o.yaml
sed -e '/^status:/,$d' -e '/resourceVersion:/d' -e '/uid:/d' -e '/creationTimestamp:/d' -e '/- emptyDir: {}/,/name: data/d' -e '/^      volumes:/d' -e 's/replicas: 2/replicas: 3/' o.yaml > n.yaml
cat >> n.yaml <<'EOF'
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], storageClassName: __CLASS__, resources: {requests: {storage: __SIZE__}}}
EOF
kubectl replace --force -f n.yaml
kubectl rollout status sts abacus -n __SPACE__
kubectl scale sts abacus -n __SPACE__ --replicas=1
kubectl wait pod abacus-1 abacus-2 -n __SPACE__ --for=delete --timeout=60s
kubectl patch sts abacus -n __SPACE__ -p '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenScaled":"Delete"}}}'
