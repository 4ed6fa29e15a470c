# The port of the probe by its name, and the answer is not waited for.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"server","readinessProbe":{"httpGet":{"path":"__PATH__","port":"http"}}}]}}}}'
