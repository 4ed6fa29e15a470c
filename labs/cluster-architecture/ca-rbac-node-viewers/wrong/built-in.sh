# The built-in role shows what is in namespaces, on top of the right rules.
kubectl create clusterrole __ROLE__ --verb=get,list,watch --resource=nodes,__SECOND__
kubectl create clusterrolebinding __ROLE__ --clusterrole=__ROLE__ --group=__GROUP__
kubectl create clusterrolebinding __ROLE__-view --clusterrole=view --group=__GROUP__
