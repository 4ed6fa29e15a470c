ssh node01 "sudo journalctl -u kubelet -n 3 --no-pager"
ssh node01 "systemctl cat kubelet | grep EnvironmentFile"
ssh node01 "sudo sed -i 's, --pod-infra-container-image=[^ ]*,,' /var/lib/kubelet/kubeadm-flags.env && sudo systemctl restart kubelet"
kubectl wait --for=condition=Ready node/node01 --timeout=60s
