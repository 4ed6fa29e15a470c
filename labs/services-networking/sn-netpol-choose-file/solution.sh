kubectl get pods -n __BACK__ -o custom-columns=NAME:.metadata.name,PORTS:.spec.containers[*].ports[*].containerPort
kubectl get namespaces --show-labels
cat __FITS__.yaml __JOINED__.yaml __PORTED__.yaml __WIDE__.yaml
kubectl apply -f __FITS__.yaml
kubectl describe networkpolicy -n __BACK__
