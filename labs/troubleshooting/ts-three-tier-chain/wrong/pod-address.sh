# The address of a pod goes with the pod.
kubectl patch deployment api -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"api","env":[{"name":"STORE_PASSWORD","valueFrom":{"secretKeyRef":{"name":"store-access","key":"password"}}}]}]}}}}'
ip=$(kubectl get pods -n __NS__ -l app=store -o jsonpath="{.items[0].status.podIP}")
kubectl set env deployment api -n __NS__ STORE_HOST=$ip:__PORT__
kubectl rollout status deployment api -n __NS__ --timeout=90s
