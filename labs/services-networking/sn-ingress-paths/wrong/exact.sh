# Nothing below the paths.
kubectl create ingress __NAME__ -n __NS__ --class=__CLASS__ --rule='__HOST__/tea=tea:__TEA__' --rule='__HOST__/coffee=coffee:__COFFEE__'
