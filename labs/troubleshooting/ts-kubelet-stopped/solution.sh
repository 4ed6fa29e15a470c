kubectl describe node __NODE__
ssh __NODE__ systemctl status kubelet
ssh __NODE__ sudo systemctl enable --now kubelet 2>&1
kubectl wait --for=condition=Ready node/__NODE__ --timeout=60s
