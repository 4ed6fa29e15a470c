ssh __NODE__ "sudo journalctl -u kubelet -n 3 --no-pager"
ssh __NODE__ systemctl status containerd
ssh __NODE__ "sudo systemctl unmask containerd && sudo systemctl enable --now containerd" 2>&1
kubectl wait --for=condition=Ready node/__NODE__ --timeout=60s
kubectl rollout status daemonset __APP__ -n __NS__
