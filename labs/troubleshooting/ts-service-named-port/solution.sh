kubectl describe service __APP__ -n __NS__ | grep -E 'TargetPort|Endpoints'
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[{"op":"add","path":"/spec/template/spec/containers/0/ports/-","value":{"name":"__NAME__","containerPort":__WEB__}}]'
kubectl rollout status deployment __APP__ -n __NS__
kubectl patch service __APP__ -n __NS__ -p '{"spec":{"ports":[{"port":80,"targetPort":"__NAME__"}]}}'
