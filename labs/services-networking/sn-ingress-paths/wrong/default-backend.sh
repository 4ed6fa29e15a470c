# Without rules tea is for every path of every host.
kubectl create ingress __NAME__ -n __NS__ --class=__CLASS__ --default-backend=tea:__TEA__
