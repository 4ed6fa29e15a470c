# The Secret gets the key that was asked for.
kubectl patch secret store-access -n __NS__ -p '{"stringData":{"__KEY__":"__PASSWORD__"}}'
kubectl set env deployment api -n __NS__ STORE_HOST=store.__NS__.svc.cluster.local
kubectl patch service store -n __NS__ -p '{"spec":{"ports":[{"port":80,"targetPort":__PORT__}]}}'
kubectl rollout status deployment api -n __NS__ --timeout=90s
