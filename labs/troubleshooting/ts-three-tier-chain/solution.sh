kubectl get pods -n __NS__
kubectl describe pod -n __NS__ -l app=api | tail -4
kubectl describe secret store-access -n __NS__
kubectl patch deployment api -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"api","env":[{"name":"STORE_PASSWORD","valueFrom":{"secretKeyRef":{"name":"store-access","key":"password"}}}]}]}}}}'
kubectl rollout status deployment api -n __NS__ --timeout=90s
kubectl exec -n __NS__ deployment/web -- curl -s -i http://localhost | head -1
kubectl set env deployment api -n __NS__ STORE_HOST=store.__NS__.svc.cluster.local
kubectl rollout status deployment api -n __NS__ --timeout=90s
kubectl get configmap store-config -n __NS__ -o jsonpath='{.data.default\.conf}'
kubectl get endpointslices -n __NS__ -l kubernetes.io/service-name=store
kubectl patch service store -n __NS__ -p '{"spec":{"ports":[{"port":80,"targetPort":__PORT__}]}}'
kubectl exec -n __NS__ deployment/web -- curl -s http://web.__NS__/
