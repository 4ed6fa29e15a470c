kubectl create serviceaccount __ACCOUNT__ -n __SPACE__
kubectl create clusterrole __ROLE__ --verb=create --resource=deployments,statefulsets,daemonsets
kubectl create rolebinding __ACCOUNT__ -n __SPACE__ --clusterrole=__ROLE__ --serviceaccount=__SPACE__:__ACCOUNT__
