# After the window, all of them go at once.
kubectl apply -f - <<'END'
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: __APP__
  namespace: __NS__
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: __APP__}
  minReplicas: 2
  maxReplicas: __MAX__
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: __TARGET__}
  behavior:
    scaleDown:
      stabilizationWindowSeconds: __WINDOW__
END
kubectl get hpa -n __NS__
