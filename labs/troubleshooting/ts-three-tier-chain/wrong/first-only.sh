# The first fault alone.
kubectl patch deployment api -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"api","env":[{"name":"STORE_PASSWORD","valueFrom":{"secretKeyRef":{"name":"store-access","key":"password"}}}]}]}}}}'
kubectl rollout status deployment api -n __NS__ --timeout=90s
