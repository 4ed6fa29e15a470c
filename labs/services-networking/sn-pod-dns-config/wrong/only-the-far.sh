# With one search domain only the own Services are not found.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"dnsPolicy":"None","dnsConfig":{"nameservers":["10.96.0.10"],"searches":["__FAR__.svc.cluster.local"],"options":[{"name":"ndots","value":"__NDOTS__"}]}}}}}'
