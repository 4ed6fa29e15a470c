# orchards is another group.
kubectl get crd | grep -e NAME -e 'orchard' > crds.txt
kubectl explain plots.spec.irrigation.__FIELD__ --api-version=orchard.example.com/v1 > field.txt
