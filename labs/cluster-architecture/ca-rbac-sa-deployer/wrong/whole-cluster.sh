# A ClusterRoleBinding grants the rules in every namespace.
kubectl create serviceaccount crane-bot -n shipyard
kubectl create clusterrole workload-creator --verb=create --resource=deployments,statefulsets,daemonsets
kubectl create clusterrolebinding crane-bot --clusterrole=workload-creator --serviceaccount=shipyard:crane-bot
