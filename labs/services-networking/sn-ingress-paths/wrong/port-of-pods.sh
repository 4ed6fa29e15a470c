# The port on which the pods listen.
kubectl create ingress __NAME__ -n __NS__ --class=__CLASS__ --rule='__HOST__/tea*=tea:5678' --rule='__HOST__/coffee*=coffee:5678'
