# The whole output.
kubectl logs -n __NS__ __POD__ -c __CHECKER__ > failures.log
