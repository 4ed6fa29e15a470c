# As much as is allowed, the request as it was.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"__APP__","resources":{"limits":{"memory":"0.25Gi"}}}]}}}}'
