# For every host.
kubectl create ingress __NAME__ -n __NS__ --class=__CLASS__ --rule='/tea*=tea:__TEA__' --rule='/coffee*=coffee:__COFFEE__'
