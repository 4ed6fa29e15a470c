# With times before the lines.
kubectl logs -n __NS__ __POD__ -c __CHECKER__ --timestamps | grep '__CODE__' > failures.log
