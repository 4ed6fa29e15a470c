kubectl get deployment api -n __NS__ -o yaml | sed 's/key: __KEY__/key: password/; s/value: __HOST__/value: store/' > api.yaml
kubectl replace -f api.yaml
kubectl delete service store -n __NS__
kubectl expose deployment store -n __NS__ --port=80 --target-port=__PORT__
