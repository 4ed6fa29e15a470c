# Everything about the Deployment is in one patch file, and the label is a common one.
mkdir -p overlays/prod
cat > overlays/prod/larger.yaml <<'EOF'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: press
spec:
  replicas: __REPLICAS__
  template:
    spec:
      containers:
        - name: press
          image: nginx:__TAG__
          resources:
            limits: {memory: __LIMIT__}
EOF
cat > overlays/prod/kustomization.yaml <<'EOF'
resources: [../../base/]
namespace: __SPACE__
namePrefix: __PREFIX__
commonLabels: {tier: prod}
patches:
  - path: larger.yaml
EOF
kubectl kustomize overlays/prod 2> notes.txt | kubectl apply -f -
kubectl rollout status deployment __PREFIX__press -n __SPACE__
