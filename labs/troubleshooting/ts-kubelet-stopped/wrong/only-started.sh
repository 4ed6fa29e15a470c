# It runs until the next restart of the machine.
ssh __NODE__ sudo systemctl start kubelet
kubectl wait --for=condition=Ready node/__NODE__ --timeout=60s
