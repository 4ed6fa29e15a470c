# All members at once, and nobody waits for the claims to disappear.
kubectl get sts abacus -n __SPACE__ -o yaml > o.yaml
sed -e '/^status:/,$d' -e '/resourceVersion:/d' -e '/uid:/d' -e '/creationTimestamp:/d' -e '/- emptyDir: {}/,/name: data/d' -e '/^      volumes:/d' -e '/whenScaled:/s/Retain/Delete/' -e 's/OrderedReady/Parallel/' -e 's/replicas: 2/replicas: 3/' o.yaml > n.yaml
cat >> n.yaml <<'EOF'
  volumeClaimTemplates:
  - metadata: {name: data, labels: {a: b}}
    spec: {accessModes: [ReadWriteOnce], storageClassName: __CLASS__, resources: {requests: {storage: __SIZE__}}}
EOF
kubectl replace --force -f n.yaml
kubectl rollout status sts abacus -n __SPACE__
kubectl scale sts abacus -n __SPACE__ --replicas=1
