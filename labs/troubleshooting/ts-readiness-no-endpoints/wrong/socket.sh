# That the port is open says little.
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/readinessProbe","value":{"tcpSocket":{"port":8080}}}]'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=3m
