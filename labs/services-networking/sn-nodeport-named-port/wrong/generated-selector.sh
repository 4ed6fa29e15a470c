# The generator's selector finds no pods.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"__APP__","ports":[{"name":"__NAME__","containerPort":__PORT__}]}]}}}}'
kubectl create service nodeport __APP__-svc -n __NS__ --tcp=80:__NAME__ --node-port=__NODE__
