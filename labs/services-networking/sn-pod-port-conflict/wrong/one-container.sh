# What does not work is left out.
kubectl get pod __POD__ -n __NS__ -o json > pod.json
kubectl delete pod __POD__ -n __NS__
kubectl patch --local -f pod.json --type=json -p '[{"op":"remove","path":"/spec/containers/1"},{"op":"remove","path":"/metadata/resourceVersion"}]' -o json | kubectl create -f -
