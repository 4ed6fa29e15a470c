# The password for everybody to read.
kubectl set env deployment api -n __NS__ STORE_PASSWORD- STORE_HOST=store.__NS__.svc.cluster.local
kubectl set env deployment api -n __NS__ STORE_PASSWORD=__PASSWORD__
kubectl patch service store -n __NS__ -p '{"spec":{"ports":[{"port":80,"targetPort":__PORT__}]}}'
kubectl rollout status deployment api -n __NS__ --timeout=90s
