# Everything that the machine mounts is gone as well.
ssh __NODE__ "sudo swapoff -a && sudo rm /etc/fstab"
kubectl wait --for=condition=Ready node/__NODE__ --timeout=60s
