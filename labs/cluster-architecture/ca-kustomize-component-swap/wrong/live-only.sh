# Everything in the cluster, nothing in the files.
kubectl autoscale deployment __APP__ --min=2 --max=__MOST__ --cpu=__PERCENT__% -n __APP__-stage
kubectl autoscale deployment __APP__ --min=2 --max=__PRODMOST__ --cpu=__PERCENT__% -n __APP__-prod
kubectl delete configmap __APP__-scaler -n __APP__-stage
kubectl delete configmap __APP__-scaler -n __APP__-prod
