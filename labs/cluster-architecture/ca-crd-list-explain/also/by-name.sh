# Names alone, and the field with the full name of the resource.
kubectl get crd -o name | grep '[.]orchard[.]' > crds.txt
kubectl explain plots.orchard.example.com.spec.irrigation.__FIELD__ > field.txt 2> /dev/null ||
  kubectl explain --api-version=orchard.example.com/v1 plot.spec.irrigation.__FIELD__ > field.txt
