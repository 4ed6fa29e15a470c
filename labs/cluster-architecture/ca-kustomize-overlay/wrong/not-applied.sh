# Rendered and never applied.
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
    includeTemplates: true
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
