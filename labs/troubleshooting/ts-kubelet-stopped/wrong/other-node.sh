# On the wrong machine, where all is well.
ssh controlplane sudo systemctl enable --now kubelet
sleep 30
