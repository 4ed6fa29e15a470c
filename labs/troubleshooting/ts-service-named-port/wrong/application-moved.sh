# The application listens where the Service delivers.
kubectl get configmap __APP__-conf -n __NS__ -o yaml | sed 's/listen __WEB__/listen __STATS__/' | kubectl replace -f -
kubectl rollout restart deployment __APP__ -n __NS__
kubectl rollout status deployment __APP__ -n __NS__
