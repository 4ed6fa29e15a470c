# The overlay has a part of it, the rest is done in the cluster.
mkdir -p overlays/prod
cat > overlays/prod/kustomization.yaml <<'END'
namespace: __SPACE__
namePrefix: __PREFIX__
resources: [../../base]
labels:
  - pairs: {tier: prod}
    includeTemplates: true
images:
  - name: nginx
    newTag: '__TAG__'
END
kubectl apply -k overlays/prod
kubectl scale deployment __PREFIX__press -n __SPACE__ --replicas=__REPLICAS__
kubectl set resources deployment __PREFIX__press -n __SPACE__ --limits=memory=__LIMIT__
kubectl rollout status deployment __PREFIX__press -n __SPACE__
