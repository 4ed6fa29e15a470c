# The pod on the node's network says everything itself, and the search domain ends with a dot.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"dnsConfig":{"searches":["__FAR__.svc.cluster.local."],"options":[{"name":"ndots","value":"__NDOTS__"}]}}}}}'
kubectl delete pod __HOST__ -n __NS__
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Pod
metadata:
  name: __HOST__
  namespace: __NS__
spec:
  hostNetwork: true
  dnsPolicy: None
  dnsConfig:
    nameservers: [10.96.0.10]
    searches: [__NS__.svc.cluster.local, svc.cluster.local, cluster.local]
    options: [{name: ndots, value: '5'}]
  containers:
    - name: main
      image: busybox:1.37
      command: [sleep, 1d]
EOF
