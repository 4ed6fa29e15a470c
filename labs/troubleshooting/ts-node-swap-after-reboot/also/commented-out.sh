# The line stays as a comment, and the kubelet is not waited for.
ssh __NODE__ "sudo sed -i 's,^__FILE__,# __FILE__,' /etc/fstab && sudo swapoff __FILE__ && sudo systemctl restart kubelet"
