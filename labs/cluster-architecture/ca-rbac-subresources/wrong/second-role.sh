# Another Role beside the one that was there.
kubectl create role more -n __SPACE__ --verb=get,update,patch,create --resource=deployments/scale,pods/log,pods/exec
kubectl create rolebinding more -n __SPACE__ --role=more --serviceaccount=__SPACE__:__ACCOUNT__
