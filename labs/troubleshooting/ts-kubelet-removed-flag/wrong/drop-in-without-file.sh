# The unit reads the file of arguments no more.
ssh node01 "sudo sed -i /kubeadm-flags/d /usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf && sudo systemctl daemon-reload && sudo systemctl restart kubelet"
kubectl wait --for=condition=Ready node/node01 --timeout=60s
