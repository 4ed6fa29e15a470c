# A Secret for anything.
kubectl create secret generic __SECRET__ -n __NS__ --from-file=tls.crt=star.crt --from-file=tls.key=star.key
kubectl patch ingress reader -n __NS__ -p '{"spec":{"tls":[{"hosts":["__HOST__"],"secretName":"__SECRET__"}]}}'
kubectl annotate ingress reader -n __NS__ edge.example/force-https=true
