# Without includeTemplates the label is on the objects alone.
mkdir -p overlays/prod
cat > overlays/prod/kustomization.yaml <<'EOF'
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: __SPACE__
namePrefix: __PREFIX__
resources:
  - ../../base
labels:
  - pairs: {tier: prod}
replicas:
  - name: press
    count: __REPLICAS__
images:
  - name: nginx
    newTag: '__TAG__'
patches:
  - target: {kind: Deployment, name: press}
    patch: |-
      - op: replace
        path: /spec/template/spec/containers/0/resources/limits/memory
        value: __LIMIT__
EOF
kubectl kustomize overlays/prod
kubectl apply -k overlays/prod
kubectl rollout status deployment __PREFIX__press -n __SPACE__
