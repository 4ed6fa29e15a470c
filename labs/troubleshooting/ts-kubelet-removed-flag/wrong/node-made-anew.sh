# Nobody registers it again.
kubectl delete node node01
ssh node01 sudo systemctl restart kubelet
sleep 30
