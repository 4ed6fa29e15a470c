# The objects as a whole.
kubectl get crd -o yaml > crds.txt
kubectl get crd plots.orchard.example.com -o yaml > field.txt
