# With the policy None everything is said; the pod is made anew by hand.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"dnsPolicy":"None","dnsConfig":{"nameservers":["10.96.0.10"],"searches":["__NS__.svc.cluster.local","svc.cluster.local","cluster.local","__FAR__.svc.cluster.local"],"options":[{"name":"ndots","value":"__NDOTS__"}]}}}}}'
kubectl delete pod __HOST__ -n __NS__
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Pod
metadata:
  name: __HOST__
  namespace: __NS__
  labels: {app: __HOST__}
spec:
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
  containers:
    - name: main
      image: busybox:1.37
      command: [sleep, 1d]
EOF
