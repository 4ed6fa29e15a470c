# For no host.
kubectl create secret tls __SECRET__ -n __NS__ --cert=star.crt --key=star.key
kubectl patch ingress reader -n __NS__ -p '{"spec":{"tls":[{"secretName":"__SECRET__"}]}}'
kubectl annotate ingress reader -n __NS__ edge.example/force-https=true
