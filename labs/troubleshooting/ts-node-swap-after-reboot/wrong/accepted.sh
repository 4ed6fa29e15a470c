# The kubelet is told to live with it.
ssh __NODE__ "echo 'failSwapOn: false' | sudo tee -a /var/lib/kubelet/config.yaml && sudo systemctl restart kubelet"
kubectl wait --for=condition=Ready node/__NODE__ --timeout=60s
