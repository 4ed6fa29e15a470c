# The values are in the Deployment; the next one in this namespace fails again.
kubectl patch deployment apprentice -n guild -p '{"spec":{"template":{"spec":{"containers":[{"name":"workbench","resources":{"requests":{"cpu":"150m","memory":"128Mi"},"limits":{"cpu":"300m","memory":"256Mi"}}}]}}}}'
kubectl wait deployment apprentice -n guild --for=condition=Available --timeout=2m
echo 400m > left.txt
