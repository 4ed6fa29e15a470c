# The field above it.
kubectl get crd | grep -e NAME -e '\.orchard\.example\.com' > crds.txt
kubectl explain plots.spec.irrigation --api-version=orchard.example.com/v1 > field.txt
