# The name is only given to the port of the Service.
kubectl patch service __APP__ -n __NS__ --type=json -p '[{"op":"add","path":"/spec/ports/0/name","value":"__NAME__"},{"op":"replace","path":"/spec/ports/0/targetPort","value":"__NAME__"}]'
