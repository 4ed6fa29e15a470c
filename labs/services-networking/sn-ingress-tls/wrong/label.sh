# A label is not an annotation.
kubectl create secret tls __SECRET__ -n __NS__ --cert=star.crt --key=star.key
kubectl patch ingress reader -n __NS__ -p '{"spec":{"tls":[{"hosts":["__HOST__"],"secretName":"__SECRET__"}]}}'
kubectl label ingress reader -n __NS__ edge.example/force-https=true
