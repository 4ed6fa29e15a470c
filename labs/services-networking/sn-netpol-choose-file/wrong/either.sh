# Either selector will do: all of the namespace comes in.
kubectl apply -f __JOINED__.yaml
