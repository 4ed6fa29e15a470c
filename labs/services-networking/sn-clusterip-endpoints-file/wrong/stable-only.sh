# Exposed with the Deployment's own selector: the pods of the other one are left out.
kubectl expose deployment __APP__ -n gallery --port=__PORT__ --target-port=__TARGET__
kubectl get endpointslices -n gallery -l kubernetes.io/service-name=__APP__ \
  -o jsonpath='{range .items[*].endpoints[?(@.conditions.ready==true)]}{.addresses[0]}{"\n"}{end}' > endpoints.txt
