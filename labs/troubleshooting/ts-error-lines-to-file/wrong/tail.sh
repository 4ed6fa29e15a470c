# Only the end of it.
kubectl logs -n __NS__ __POD__ -c __CHECKER__ --tail=500 | grep '__CODE__' > failures.log
