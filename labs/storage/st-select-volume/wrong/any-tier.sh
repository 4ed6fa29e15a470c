# The others are held by claims; this one would take a volume of any tier.
for t in bronze silver gold steel; do
[ $t = __TIER__ ] || kubectl apply -n default -f - <<EOF
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: hold-$t}
spec: {accessModes: [ReadWriteOnce], storageClassName: safe, selector: {matchLabels: {tier: $t}}, resources: {requests: {storage: __SIZE__}}}
EOF
done
sleep 5
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: __CLAIM__, namespace: __SPACE__}
spec: {accessModes: [ReadWriteOnce], storageClassName: safe, selector: {matchExpressions: [{key: tier, operator: Exists}]}, resources: {requests: {storage: __SIZE__}}}
EOF
kubectl run keeper -n __SPACE__ --image=nginx:1.29 --overrides='{"spec":{"containers":[{"name":"keeper","image":"nginx:1.29","volumeMounts":[{"name":"t","mountPath":"/treasure/"}]}],"volumes":[{"name":"t","persistentVolumeClaim":{"claimName":"__CLAIM__"}}]}}'
