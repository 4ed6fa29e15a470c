# One verb is missing.
kubectl create clusterrole __ROLE__ --verb=get,list --resource=nodes,__SECOND__
kubectl create clusterrolebinding __ROLE__ --clusterrole=__ROLE__ --group=__GROUP__
