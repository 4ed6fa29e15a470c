# An account of the same name in another namespace.
kubectl create serviceaccount __ACCOUNT__
kubectl create clusterrole __ROLE__ --verb=create --resource=deployments,statefulsets,daemonsets
kubectl create rolebinding __ACCOUNT__ -n __SPACE__ --clusterrole=__ROLE__ --serviceaccount=default:__ACCOUNT__
