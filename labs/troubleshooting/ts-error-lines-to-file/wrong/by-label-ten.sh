# With a selector these are the last ten lines.
kubectl logs -n __NS__ -l app=__POD__ -c __CHECKER__ | grep '__CODE__' > failures.log
