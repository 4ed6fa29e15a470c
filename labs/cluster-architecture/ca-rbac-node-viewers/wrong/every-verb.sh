# They may change nodes as well.
kubectl create clusterrole __ROLE__ --verb='*' --resource=nodes,__SECOND__
kubectl create clusterrolebinding __ROLE__ --clusterrole=__ROLE__ --group=__GROUP__
