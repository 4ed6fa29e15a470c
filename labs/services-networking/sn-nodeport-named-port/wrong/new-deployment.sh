# Another Deployment in the place of the old one.
kubectl delete deployment __APP__ -n __NS__
kubectl create deployment __APP__ -n __NS__ --image=hashicorp/http-echo:1.0 --port=__PORT__ -- /http-echo -listen=:__PORT__ '-text=welcome at __APP__'
kubectl expose deployment __APP__ -n __NS__ --name=__APP__-svc --type=NodePort --port=80 --target-port=__PORT__
