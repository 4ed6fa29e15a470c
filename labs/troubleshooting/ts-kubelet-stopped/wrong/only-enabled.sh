# It would start with the machine, and nobody has started it now.
ssh __NODE__ sudo systemctl enable kubelet
sleep 60
