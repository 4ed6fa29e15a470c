# It ends again, as before.
ssh __NODE__ sudo systemctl restart kubelet
sleep 60
