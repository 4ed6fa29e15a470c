# The right one, and another that opens more.
kubectl apply -f __FITS__.yaml -f __JOINED__.yaml
