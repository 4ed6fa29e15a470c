# The value is written into the Deployment.
kubectl create configmap oven -n __NS__ --from-file=oven.properties --from-literal=fan=__SPEED__
kubectl create secret generic pantry -n __NS__ --from-file=password=pantry.pass
kubectl patch deployment __APP__ -n __NS__ --patch '{"spec":{"template":{"spec":{"containers":[{"name":"__APP__","env":[{"name":"FAN","value":"__SPEED__"}]}]}}}}'
