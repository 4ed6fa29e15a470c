# The older version of the API in the base; the difference stands in the overlay itself.
cat > base/hpa.yaml <<'END'
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata:
  name: __APP__
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: __APP__}
  minReplicas: 2
  maxReplicas: __MOST__
  targetCPUUtilizationPercentage: __PERCENT__
END
sed 's/scaler.yaml/hpa.yaml/' base/kustomization.yaml > new.yaml && mv new.yaml base/kustomization.yaml
cat >> overlays/prod/kustomization.yaml <<'END'
patches:
  - patch: |-
      apiVersion: autoscaling/v1
      kind: HorizontalPodAutoscaler
      metadata: {name: __APP__}
      spec: {maxReplicas: __PRODMOST__}
END
kubectl apply -k overlays/stage
kubectl apply -k overlays/prod
kubectl delete configmap __APP__-scaler -n __APP__-stage
kubectl delete configmap __APP__-scaler -n __APP__-prod
