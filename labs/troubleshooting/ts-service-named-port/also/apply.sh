# The manifests are read, completed and applied again.
kubectl get deployment __APP__ -n __NS__ -o yaml | sed 's/^\( *\)- containerPort: __STATS__$/\1- containerPort: __WEB__\n\1  name: __NAME__\n&/' | kubectl replace -f - 
kubectl get service __APP__ -n __NS__ -o yaml | sed 's/targetPort: stats/targetPort: __NAME__/' | kubectl replace -f -
