# From __TARGET__ to __PORT__.
kubectl create service clusterip __APP__ -n gallery --tcp=__TARGET__:__PORT__
kubectl get endpointslices -n gallery -l kubernetes.io/service-name=__APP__ \
  -o jsonpath='{range .items[*].endpoints[?(@.conditions.ready==true)]}{.addresses[0]}{"\n"}{end}' > endpoints.txt
