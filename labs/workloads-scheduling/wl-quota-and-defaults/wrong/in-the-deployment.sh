# The values are in the Deployment; the next one in this namespace fails again.
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"containers":[{"name":"workbench","resources":{"requests":{"cpu":"__CPU__m","memory":"128Mi"},"limits":{"cpu":"300m","memory":"256Mi"}}}]}}}}'
kubectl wait deployment __APP__ -n __NS__ --for=condition=Available --timeout=2m
echo "$((1000 - 4 * __CPU__))m" > left.txt
