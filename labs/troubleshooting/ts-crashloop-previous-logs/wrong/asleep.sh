# It stays up, but does nothing.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"__APP__","command":["sleep","1d"]}]}}}}'
