# What is masked cannot be enabled.
ssh __NODE__ sudo systemctl enable --now containerd
sleep 30
