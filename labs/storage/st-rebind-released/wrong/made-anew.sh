# The volume is deleted and made anew.
kubectl get pv __DISK__ -o jsonpath='{.spec.claimRef}{"\n"}'
kubectl get pv __DISK__ -o yaml | sed -e '/claimRef:/,/uid:/d' -e '/resourceVersion:/d' -e '/uid:/d' > volume.yaml
kubectl delete pv __DISK__
kubectl apply -f volume.yaml
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: __CLAIM__
  namespace: __SPACE__
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: ""
  volumeName: __DISK__
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
