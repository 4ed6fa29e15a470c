# It runs until the next restart of the machine.
ssh __NODE__ "sudo systemctl unmask containerd && sudo systemctl start containerd"
kubectl wait --for=condition=Ready node/__NODE__ --timeout=60s
