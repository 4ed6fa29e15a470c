# The generator selects app=..., which no pod has.
kubectl create service clusterip __SET__ -n __NS__ --clusterip=None --tcp=8080:8080
