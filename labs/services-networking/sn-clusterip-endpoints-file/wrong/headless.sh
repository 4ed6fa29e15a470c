# Without an address of its own nothing translates the port.
kubectl create service clusterip __APP__ -n gallery --clusterip=None --tcp=__PORT__:__TARGET__
kubectl get endpointslices -n gallery -l kubernetes.io/service-name=__APP__ \
  -o jsonpath='{range .items[*].endpoints[?(@.conditions.ready==true)]}{.addresses[0]}{"\n"}{end}' > endpoints.txt
