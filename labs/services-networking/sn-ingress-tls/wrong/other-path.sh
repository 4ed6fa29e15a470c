# Made anew with a rule that fits only the path / itself.
kubectl create secret tls __SECRET__ -n __NS__ --cert=star.crt --key=star.key
kubectl delete ingress reader -n __NS__
kubectl create ingress reader -n __NS__ --class=edge --rule='__HOST__/=reader:80,tls=__SECRET__' --annotation=edge.example/force-https=true
