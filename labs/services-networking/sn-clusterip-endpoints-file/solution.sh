# The generator gives the Service the selector app=__APP__.
kubectl create service clusterip __APP__ -n gallery --tcp=__PORT__:__TARGET__
kubectl get endpointslices -n gallery -l kubernetes.io/service-name=__APP__ \
  -o jsonpath='{range .items[*].endpoints[?(@.conditions.ready==true)]}{.addresses[0]}{"\n"}{end}' > endpoints.txt
cat endpoints.txt
