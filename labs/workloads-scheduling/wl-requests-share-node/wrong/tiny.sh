# Hardly anything is requested.
kubectl scale deployment __APP__ -n __NS__ --replicas=0
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[
  {"op":"replace","path":"/spec/template/spec/initContainers/0/resources/requests","value":{"cpu":"10m","memory":"16Mi"}},
  {"op":"replace","path":"/spec/template/spec/containers/0/resources/requests","value":{"cpu":"10m","memory":"16Mi"}}]'
kubectl wait pod -n __NS__ -l app=__APP__ --for=delete --timeout=60s
kubectl scale deployment __APP__ -n __NS__ --replicas=__REPLICAS__
