# Everybody may do everything.
kubectl create clusterrolebinding everybody --clusterrole=cluster-admin --group=system:authenticated
