# The pods start, but in the dark.
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[
  {"op":"replace","path":"/spec/template/spec/containers/0/image","value":"nginx:__VERSION__"},
  {"op":"add","path":"/spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/optional","value":true}]'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=3m
