# The kubelet registers another Node object.
kubectl delete node __NODE__
ssh __NODE__ sudo systemctl enable --now kubelet
sleep 30
