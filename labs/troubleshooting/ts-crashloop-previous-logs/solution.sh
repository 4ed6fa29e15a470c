kubectl logs -n __NS__ deployment/__APP__ --previous 2>/dev/null | tail -n 1
kubectl get configmap timetable -n __NS__ -o jsonpath='{.data}{"\n"}'
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"__APP__","env":[{"name":"__ENV__","valueFrom":{"configMapKeyRef":{"name":"timetable","key":"__KEY__"}}}]}]}}}}'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=3m
