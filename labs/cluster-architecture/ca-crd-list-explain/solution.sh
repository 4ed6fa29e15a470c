kubectl get crd | grep -e NAME -e '\.orchard\.example\.com' > crds.txt
kubectl explain plots.spec.irrigation.__FIELD__ --api-version=orchard.example.com/v1 > field.txt
cat crds.txt field.txt
