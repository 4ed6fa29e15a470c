# Without a class it is the default class: a new, empty volume.
kubectl get pv __DISK__ -o jsonpath='{.spec.claimRef}{"\n"}'
kubectl patch pv __DISK__ --type=json -p '[{"op": "remove", "path": "/spec/claimRef"}]'
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: __CLAIM__
  namespace: __SPACE__
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests: {storage: 400Mi}
EOF
cat >> deploy.yaml <<'EOF'
          volumeMounts:
            - {name: disk, mountPath: /var/ledger}
      volumes:
        - name: disk
          persistentVolumeClaim: {claimName: __CLAIM__}
EOF
kubectl apply -f deploy.yaml
kubectl rollout status deployment ledger -n __SPACE__
