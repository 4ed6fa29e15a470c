# What was closed is open.
kubectl apply -f __FITS__.yaml
kubectl delete networkpolicy closed -n __BACK__
