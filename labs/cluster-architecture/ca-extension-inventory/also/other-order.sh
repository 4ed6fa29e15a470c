# In another order, with blanks.
kubectl get csidrivers --no-headers | awk '{print "csi = " $1}' | sort -r > plugins.txt
echo 'cni = flannel' >> plugins.txt
kubectl describe node __NODE__ | awk '/Container Runtime Version/ {print "runtime = " $4}' >> plugins.txt
