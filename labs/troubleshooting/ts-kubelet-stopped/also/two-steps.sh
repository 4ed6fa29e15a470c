# Both by themselves, as root on the machine.
ssh __NODE__ "sudo systemctl restart kubelet && sudo systemctl enable kubelet" 2>&1
sleep 20
