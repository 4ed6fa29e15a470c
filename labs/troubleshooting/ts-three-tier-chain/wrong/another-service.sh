# The Service gets the name that was asked for.
kubectl patch deployment api -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"api","env":[{"name":"STORE_PASSWORD","valueFrom":{"secretKeyRef":{"name":"store-access","key":"password"}}}]}]}}}}'
kubectl expose deployment store -n __NS__ --name=__HOST__ --port=80 --target-port=__PORT__
kubectl rollout status deployment api -n __NS__ --timeout=90s
