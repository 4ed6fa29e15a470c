# The targets are exchanged.
kubectl apply -f - <<EOF
apiVersion: v1
kind: Service
metadata:
  name: __APP__
  namespace: __NS__
spec:
  selector: {paper: __APP__}
  sessionAffinity: ClientIP
  sessionAffinityConfig:
    clientIP: {timeoutSeconds: $((__MINUTES__ * 60))}
  ports:
    - {name: page, port: 80, targetPort: __FIGURES__}
    - {name: figures, port: 9100, targetPort: __PAGE__}
EOF
