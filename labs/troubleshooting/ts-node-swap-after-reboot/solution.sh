ssh __NODE__ "sudo journalctl -u kubelet -n 3 --no-pager"
ssh __NODE__ "swapon --show; cat /etc/fstab"
ssh __NODE__ "sudo swapoff -a && sudo sed -i '/ swap /d' /etc/fstab"
kubectl wait --for=condition=Ready node/__NODE__ --timeout=60s
