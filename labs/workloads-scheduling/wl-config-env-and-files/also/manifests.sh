# Manifests from the generators, and changes of the Deployment one by one.
kubectl create configmap oven -n __NS__ --from-file=oven.properties --dry-run=client -o yaml > oven.yaml
printf '  fan: __SPEED__\n' > fan
awk '{print} /^data:/ {while ((getline line < "fan") > 0) print line}' oven.yaml > changed.yaml
kubectl apply -f changed.yaml
kubectl create secret generic pantry -n __NS__ --from-literal=password="$(cat pantry.pass)"
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[
  {"op":"add","path":"/spec/template/spec/volumes","value":[{"name":"a","configMap":{"name":"oven"}},{"name":"b","secret":{"secretName":"pantry","defaultMode":'"$((__MODE__))"'}}]},
  {"op":"add","path":"/spec/template/spec/containers/0/volumeMounts","value":[{"name":"a","mountPath":"__FOLDER__"},{"name":"b","mountPath":"/etc/pantry","readOnly":true}]},
  {"op":"add","path":"/spec/template/spec/containers/0/env","value":[{"name":"FAN","valueFrom":{"configMapKeyRef":{"name":"oven","key":"fan"}}}]}]'
