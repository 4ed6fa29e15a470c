# More than to create.
kubectl create serviceaccount crane-bot -n shipyard
kubectl create clusterrole workload-creator --verb='*' --resource=deployments,statefulsets,daemonsets
kubectl create rolebinding crane-bot -n shipyard --clusterrole=workload-creator --serviceaccount=shipyard:crane-bot
