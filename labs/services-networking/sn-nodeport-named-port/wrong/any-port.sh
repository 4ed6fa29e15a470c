# Whatever port the server takes.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"__APP__","ports":[{"name":"__NAME__","containerPort":__PORT__}]}]}}}}'
kubectl expose deployment __APP__ -n __NS__ --name=__APP__-svc --type=NodePort --port=80 --target-port=__NAME__
