# A class like the highest one, and a change of the whole Deployment.
kubectl get priorityclass gale -o yaml | sed -e 's/name: gale/name: __CLASS__/' -e "s/value: __TOP__/value: $((__TOP__ - 1))/" -e '/uid:/d' -e '/resourceVersion:/d' -e '/creationTimestamp:/d' > class.yaml
kubectl create -f class.yaml
kubectl get deployment __APP__ -n __NS__ -o yaml | sed 's/^    spec:$/&\
      priorityClassName: __CLASS__/' > app.yaml
kubectl replace -f app.yaml
