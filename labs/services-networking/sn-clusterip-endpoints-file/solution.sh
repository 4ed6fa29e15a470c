# The generator gives the Service the selector app=mosaic.
kubectl create service clusterip mosaic -n gallery --tcp=9000:3000
kubectl get endpointslices -n gallery -l kubernetes.io/service-name=mosaic \
  -o jsonpath='{range .items[*].endpoints[?(@.conditions.ready==true)]}{.addresses[0]}{"\n"}{end}' > endpoints.txt
cat endpoints.txt
