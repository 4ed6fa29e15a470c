# The file is written anew; the kubelet's next try finds it.
ssh node01 "echo 'KUBELET_KUBEADM_ARGS=\"--max-pods=__PODS__ --node-ip=172.30.2.2\"' | sudo tee /var/lib/kubelet/kubeadm-flags.env"
sleep 20
