# The other arguments are lost.
ssh node01 "echo 'KUBELET_KUBEADM_ARGS=\"\"' | sudo tee /var/lib/kubelet/kubeadm-flags.env && sudo systemctl restart kubelet"
kubectl wait --for=condition=Ready node/node01 --timeout=60s
