# Another reboot instead of swapoff.
ssh __NODE__ "sudo sed -i '/swap/d' /etc/fstab && sudo rm __FILE__"
ssh __NODE__ sudo reboot 2>&1
sleep 60
