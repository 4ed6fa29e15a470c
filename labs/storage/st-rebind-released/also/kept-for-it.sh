# The volume is kept for the new claim by its name.
kubectl get pv __DISK__ -o jsonpath='{.spec.claimRef}{"\n"}'
kubectl patch pv __DISK__ -p '{"spec":{"claimRef":{"name":"__CLAIM__","namespace":"__SPACE__","uid":null,"resourceVersion":null}}}'
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: __CLAIM__
  namespace: __SPACE__
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: ""
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
