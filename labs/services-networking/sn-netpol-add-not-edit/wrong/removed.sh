# Both doors are torn out.
kubectl delete networkpolicy sealed -n __NS__
kubectl delete networkpolicy no-way-out -n __AUDIT__
