# In the namespace where one happens to be.
kubectl create secret tls __SECRET__ --cert=star.crt --key=star.key
kubectl patch ingress reader -n __NS__ -p '{"spec":{"tls":[{"hosts":["__HOST__"],"secretName":"__SECRET__"}]}}'
kubectl annotate ingress reader -n __NS__ edge.example/force-https=true
