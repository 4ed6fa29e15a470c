# Calm in the wrong direction.
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
    scaleUp:
      stabilizationWindowSeconds: __WINDOW__
      policies:
        - {type: Pods, value: 1, periodSeconds: __PERIOD__}
END
kubectl get hpa -n __NS__
