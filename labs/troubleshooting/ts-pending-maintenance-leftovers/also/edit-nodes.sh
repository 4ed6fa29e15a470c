# The fields themselves.
kubectl patch node node01 --type=json -p '[{"op":"remove","path":"/spec/unschedulable"}]'
kubectl get node node02 -o jsonpath='{.spec.taints}{"\n"}'
kubectl patch node node02 --type=merge -p '{"spec":{"taints":null}}'
