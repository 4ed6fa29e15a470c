# The autoscaler is made anew with the right name, the Deployment is replaced.
kubectl get hpa __APP__ -n __NS__ -o yaml | sed 's/name: __APP__-__TYPO__/name: __APP__/' > hpa.yaml
kubectl replace --force -f hpa.yaml
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[{"op":"add","path":"/spec/template/spec/containers/1/resources/requests/cpu","value":"__REQUEST__"}]'
