# The account under the name by which the API server knows it.
kubectl create serviceaccount __ACCOUNT__ -n __SPACE__
kubectl create clusterrole __ROLE__ --verb=create --resource=deployments.apps,statefulsets.apps,daemonsets.apps
kubectl create rolebinding __ACCOUNT__ -n __SPACE__ --clusterrole=__ROLE__ --user=system:serviceaccount:__SPACE__:__ACCOUNT__
