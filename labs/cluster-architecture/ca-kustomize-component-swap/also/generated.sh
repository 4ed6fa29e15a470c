# The generator writes the new file, kubectl sets the rest; the difference is a file.
kubectl autoscale deployment __APP__ --min=2 --max=__MOST__ --cpu=__PERCENT__% --dry-run=client -o yaml -n __APP__-stage | sed '/namespace:/d' > base/hpa.yaml
printf 'resources:\n- ./hpa.yaml\n- deployment.yaml\n- service.yaml\n' > base/kustomization.yaml
cat > overlays/prod/more.yaml <<'EOF'
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: __APP__
spec:
  maxReplicas: __PRODMOST__
EOF
echo 'patches: [{path: more.yaml}]' >> overlays/prod/kustomization.yaml
kubectl delete configmap __APP__-scaler -n __APP__-stage
kubectl delete configmap __APP__-scaler -n __APP__-prod
for overlay in stage prod; do
  kubectl kustomize overlays/$overlay | kubectl apply --server-side --force-conflicts -f -
done
