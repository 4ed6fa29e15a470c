# The pod leaves the network of its node.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"dnsConfig":{"searches":["__FAR__.svc.cluster.local"],"options":[{"name":"ndots","value":"__NDOTS__"}]}}}}}'
kubectl get pod __HOST__ -n __NS__ -o yaml | sed '/hostNetwork: true/d' | kubectl replace --force -f -
