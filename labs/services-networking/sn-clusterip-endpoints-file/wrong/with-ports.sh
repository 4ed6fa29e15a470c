# Addresses with ports, parted by commas.
kubectl create service clusterip __APP__ -n gallery --tcp=__PORT__:__TARGET__
kubectl get endpoints __APP__ -n gallery --no-headers | awk '{print $2}' > endpoints.txt
