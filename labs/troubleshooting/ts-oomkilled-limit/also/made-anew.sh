# The manifest is changed and put in the place of the Deployment.
kubectl get deployment __APP__ -n __NS__ -o yaml | sed 's/memory: 128Mi/memory: 256M/' > deployment.yaml
kubectl replace --force -f deployment.yaml
