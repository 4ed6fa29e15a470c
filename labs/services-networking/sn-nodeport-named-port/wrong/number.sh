# The port of the pods by its number.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"__APP__","ports":[{"name":"__NAME__","containerPort":__PORT__}]}]}}}}'
kubectl expose deployment __APP__ -n __NS__ --name=__APP__-svc --type=NodePort --port=80 --target-port=__PORT__
kubectl patch service __APP__-svc -n __NS__ -p '{"spec":{"ports":[{"port":80,"nodePort":__NODE__}]}}'
