kubectl get pod __POD__ -n __NS__ -o jsonpath='{.spec.containers[*].name}{"\n"}'
kubectl logs -n __NS__ __POD__ -c __CHECKER__ | grep '__CODE__' > failures.log
