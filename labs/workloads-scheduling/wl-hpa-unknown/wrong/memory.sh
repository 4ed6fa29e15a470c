# Memory is another question.
kubectl delete hpa __APP__ -n __NS__
kubectl autoscale deployment __APP__ -n __NS__ --min=2 --max=6 --memory=70%
