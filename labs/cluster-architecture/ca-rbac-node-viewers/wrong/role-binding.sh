# A RoleBinding grants nothing outside of namespaces.
kubectl create clusterrole __ROLE__ --verb=get,list,watch --resource=nodes,__SECOND__
kubectl create rolebinding __ROLE__ --clusterrole=__ROLE__ --group=__GROUP__
