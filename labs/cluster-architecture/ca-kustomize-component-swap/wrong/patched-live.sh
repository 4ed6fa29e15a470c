# The maximum of prod is set in the cluster: the next apply takes it back.
cat > base/hpa.yaml <<'EOF'
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: __APP__
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: __APP__
  minReplicas: 2
  maxReplicas: __MOST__
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: __PERCENT__
EOF
sed 's/scaler.yaml/hpa.yaml/' base/kustomization.yaml > new.yaml
mv new.yaml base/kustomization.yaml
rm base/scaler.yaml
kubectl apply -k overlays/stage
kubectl apply -k overlays/prod
kubectl patch hpa __APP__ -n __APP__-prod -p '{"spec":{"maxReplicas":__PRODMOST__}}'
kubectl delete configmap __APP__-scaler -n __APP__-stage
kubectl delete configmap __APP__-scaler -n __APP__-prod
kubectl get hpa -A
