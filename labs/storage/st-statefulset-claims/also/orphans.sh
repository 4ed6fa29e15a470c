# The pods live on while the StatefulSet is replaced; the manifest is made from what is there.
kubectl get statefulset abacus -n __SPACE__ -o yaml > old.yaml
sed -e '/^status:/,$d' -e '/resourceVersion:/d' -e '/uid:/d' -e '/creationTimestamp:/d' -e '/- emptyDir: {}/,/name: data/d' -e '/^      volumes:/d' \
  -e '/whenScaled:/s/Retain/Delete/' old.yaml > new.yaml
cat >> new.yaml <<'EOF'
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      storageClassName: __CLASS__
      resources:
        requests:
          storage: __SIZE__
EOF
kubectl delete statefulset abacus -n __SPACE__ --cascade=orphan
kubectl create -f new.yaml
kubectl rollout restart statefulset abacus -n __SPACE__
kubectl rollout status statefulset abacus -n __SPACE__
kubectl scale statefulset abacus -n __SPACE__ --replicas=1
kubectl wait pvc data-abacus-1 -n __SPACE__ --for=delete --timeout=1m
