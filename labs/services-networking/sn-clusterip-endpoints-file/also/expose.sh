# Exposed with the selector that fits both Deployments; the ready addresses from the pods themselves.
kubectl expose deployment __APP__ -n gallery --port=__PORT__ --target-port=__TARGET__ --selector=app=__APP__
kubectl get pods -n gallery -l app=__APP__ -o jsonpath='{range .items[*]}{.status.podIP}{" "}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' |
  sed -n 's/ True$//p' > endpoints.txt
