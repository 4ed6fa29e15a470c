# It comes back with the next reboot.
ssh __NODE__ sudo swapoff -a
kubectl wait --for=condition=Ready node/__NODE__ --timeout=60s
