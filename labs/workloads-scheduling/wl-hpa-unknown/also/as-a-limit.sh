# A limit is a request, too, where no other is given; the autoscaler is made anew by the generator.
kubectl delete hpa __APP__ -n __NS__
kubectl autoscale deployment __APP__ -n __NS__ --min=2 --max=6 --cpu=70%
kubectl set resources deployment __APP__ -n __NS__ -c __SIDECAR__ --limits=cpu=__REQUEST__
