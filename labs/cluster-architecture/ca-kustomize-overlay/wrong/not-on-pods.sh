# The label is in the selector of the Service, but not on the pods: nobody is found.
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
    fields:
      - {path: spec/selector, kind: Service, create: true}
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
