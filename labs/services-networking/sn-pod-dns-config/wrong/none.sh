# Without a name server it is refused.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"dnsPolicy":"None","dnsConfig":{"searches":["__FAR__.svc.cluster.local"],"options":[{"name":"ndots","value":"__NDOTS__"}]}}}}}'
