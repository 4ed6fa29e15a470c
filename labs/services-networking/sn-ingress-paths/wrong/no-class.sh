# Nobody takes care of it.
kubectl create ingress __NAME__ -n __NS__ --rule='__HOST__/tea*=tea:__TEA__' --rule='__HOST__/coffee*=coffee:__COFFEE__'
