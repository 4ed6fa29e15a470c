# Lines of the others are in it.
kubectl logs -n __NS__ __POD__ --all-containers | grep '__CODE__' > failures.log
