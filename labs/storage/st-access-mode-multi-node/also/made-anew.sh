# The Deployment is made anew, its volume has another name; the claim asks for one more mode that the volume offers.
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: __CLAIM__, namespace: __SPACE__}
spec: {accessModes: [ReadWriteMany, ReadOnlyMany], storageClassName: __CLASS__, resources: {requests: {storage: __SIZE__}}}
EOF
kubectl get deploy __APP__ -n __SPACE__ -o yaml | sed 's/claimName: hymns/claimName: __CLAIM__/; s/name: hymns$/name: data/' > d.yaml
kubectl replace --force -f d.yaml
