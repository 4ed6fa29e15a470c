# The rules are written down for this namespace alone.
kubectl create serviceaccount __ACCOUNT__ -n __SPACE__
kubectl create role __ROLE__ -n __SPACE__ --verb=create --resource=deployments,statefulsets,daemonsets
kubectl create rolebinding __ACCOUNT__ -n __SPACE__ --role=__ROLE__ --serviceaccount=__SPACE__:__ACCOUNT__
