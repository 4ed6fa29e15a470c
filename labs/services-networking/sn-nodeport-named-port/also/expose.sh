# Exposed, and the port on the nodes set afterwards.
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[{"op":"add","path":"/spec/template/spec/containers/0/ports","value":[{"name":"__NAME__","containerPort":__PORT__,"protocol":"TCP"}]}]'
kubectl expose deployment __APP__ -n __NS__ --name=__APP__-svc --type=NodePort --port=80 --target-port=__NAME__
kubectl patch service __APP__-svc -n __NS__ -p '{"spec":{"ports":[{"port":80,"nodePort":__NODE__}]}}'
