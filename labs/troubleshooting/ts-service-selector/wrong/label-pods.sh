# The pods get the old label; the Deployment makes others in their place.
kubectl label pods -n __NS__ -l app=__APP__ release=__OLD__ --overwrite
