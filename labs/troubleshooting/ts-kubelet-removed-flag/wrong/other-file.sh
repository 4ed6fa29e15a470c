# Added elsewhere, nothing goes away here.
ssh node01 "echo 'KUBELET_EXTRA_ARGS=--node-ip=172.30.2.2' | sudo tee /etc/default/kubelet && sudo systemctl daemon-reload && sudo systemctl restart kubelet"
sleep 30
