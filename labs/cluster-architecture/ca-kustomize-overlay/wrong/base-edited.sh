# The base is edited: the stage gets it with the next apply.
sed -i.bak -e 's/replicas: 1/replicas: __REPLICAS__/' -e 's/nginx:1.28/nginx:__TAG__/' -e 's/memory: 64Mi/memory: __LIMIT__/' base/deployment.yaml
mkdir -p overlays/prod
cat > overlays/prod/kustomization.yaml <<'EOF'
resources: [../../base]
namespace: __SPACE__
namePrefix: __PREFIX__
labels:
  - pairs: {tier: prod}
    includeTemplates: true
EOF
kubectl apply -k overlays/prod
kubectl rollout status deployment __PREFIX__press -n __SPACE__
