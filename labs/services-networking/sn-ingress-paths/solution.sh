kubectl get ingressclasses
kubectl create ingress __NAME__ -n __NS__ --class=__CLASS__ \
  --rule='__HOST__/tea*=tea:__TEA__' --rule='__HOST__/coffee*=coffee:__COFFEE__'
kubectl describe ingress __NAME__ -n __NS__
