# May read all that was asked for, and whatever else there is.
kubectl create clusterrole __ROLE__ --verb=get,list,watch --resource=nodes,__SECOND__
kubectl create clusterrolebinding __ROLE__ --clusterrole=cluster-admin --group=__GROUP__
