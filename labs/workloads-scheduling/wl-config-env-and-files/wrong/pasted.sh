# The value is written into the Deployment.
kubectl create configmap oven -n bakery --from-file=oven.properties --from-literal=fan=on
kubectl create secret generic pantry -n bakery --from-file=password=pantry.pass
kubectl patch deployment baker -n bakery --patch '{"spec":{"template":{"spec":{"containers":[{"name":"baker","env":[{"name":"FAN","value":"on"}]}]}}}}'
