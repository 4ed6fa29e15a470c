# Addresses with ports, parted by commas.
kubectl create service clusterip mosaic -n gallery --tcp=9000:3000
kubectl get endpoints mosaic -n gallery --no-headers | awk '{print $2}' > endpoints.txt
