# Nothing is said about going down.
kubectl autoscale deployment __APP__ -n __NS__ --min=2 --max=__MAX__ --cpu=__TARGET__%
