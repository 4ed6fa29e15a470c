# Everybody comes in.
kubectl apply -f __WIDE__.yaml
