# The port of the Service, not that of the pods.
kubectl apply -f __PORTED__.yaml
