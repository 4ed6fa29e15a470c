# A ClusterRoleBinding grants the rules in every namespace.
kubectl create serviceaccount __ACCOUNT__ -n __SPACE__
kubectl create clusterrole __ROLE__ --verb=create --resource=deployments,statefulsets,daemonsets
kubectl create clusterrolebinding __ACCOUNT__ --clusterrole=__ROLE__ --serviceaccount=__SPACE__:__ACCOUNT__
