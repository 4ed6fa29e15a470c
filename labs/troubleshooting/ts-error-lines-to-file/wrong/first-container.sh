# Without a name it is the first container.
kubectl logs -n __NS__ __POD__ | grep '__CODE__' > failures.log
