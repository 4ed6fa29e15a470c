# Minutes taken for seconds, and open on the nodes.
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: __APP__
  namespace: __NS__
spec:
  type: NodePort
  selector: {paper: __APP__}
  sessionAffinity: ClientIP
  sessionAffinityConfig:
    clientIP: {timeoutSeconds: __MINUTES__}
  ports:
    - {name: page, port: 80, targetPort: __PAGE__}
    - {name: figures, port: 9100, targetPort: __FIGURES__}
EOF
