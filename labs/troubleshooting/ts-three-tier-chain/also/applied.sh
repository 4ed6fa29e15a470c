kubectl get deployment api -n __NS__ -o yaml | sed 's/key: __KEY__/key: password/; s/value: __HOST__/value: store/' > api.yaml
kubectl replace -f api.yaml
kubectl get service store -n __NS__ -o yaml | sed 's/targetPort: 8000/targetPort: __PORT__/' | kubectl apply -f -
