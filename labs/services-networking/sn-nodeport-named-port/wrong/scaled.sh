# The number of replicas changes with it.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"replicas":1,"template":{"spec":{"containers":[{"name":"__APP__","ports":[{"name":"__NAME__","containerPort":__PORT__}]}]}}}}'
kubectl expose deployment __APP__ -n __NS__ --name=__APP__-svc --type=NodePort --port=80 --target-port=__NAME__
kubectl patch service __APP__-svc -n __NS__ -p '{"spec":{"ports":[{"port":80,"nodePort":__NODE__}]}}'
