# Both are put in the place of themselves; the Service has a name for its own port as well.
kubectl get deployment __APP__ -n __NS__ -o yaml | sed 's/^\( *\)- containerPort: __STATS__$/\1- containerPort: __WEB__\n\1  name: __NAME__\n&/' | kubectl replace --force -f -
kubectl delete service __APP__ -n __NS__
kubectl create -f - <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: __APP__
  namespace: __NS__
spec:
  selector: {app: __APP__}
  ports:
    - {name: http, port: 80, targetPort: __NAME__}
EOF
