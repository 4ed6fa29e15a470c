# From 3000 to 9000.
kubectl create service clusterip mosaic -n gallery --tcp=3000:9000
kubectl get endpointslices -n gallery -l kubernetes.io/service-name=mosaic \
  -o jsonpath='{range .items[*].endpoints[?(@.conditions.ready==true)]}{.addresses[0]}{"\n"}{end}' > endpoints.txt
