kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: __SET__
  namespace: __NS__
spec:
  clusterIP: None
  selector: {house: __NS__, part: __PART__}
  ports:
    - port: 8080
EOF
sleep 1
for i in 0 1 2; do
  kubectl exec -n __NS__ usher -- nslookup __SET__-$i.__SET__.__NS__.svc.cluster.local | awk '/^Name:/ {found = 1} found && /^Address/ {print $2; exit}'
done > members.txt
cat members.txt
