# A key of the right ConfigMap that has another value.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"__APP__","env":[{"name":"__ENV__","valueFrom":{"configMapKeyRef":{"name":"timetable","key":"first"}}}]}]}}}}'
