# The LimitRange puts its own in the place.
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[{"op":"remove","path":"/spec/template/spec/containers/0/resources"}]'
