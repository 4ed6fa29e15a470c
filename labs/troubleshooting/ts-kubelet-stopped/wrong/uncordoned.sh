# The scheduler is not what keeps pods away.
kubectl uncordon __NODE__
kubectl taint node __NODE__ node.kubernetes.io/unreachable-
kubectl delete pods -A --field-selector=spec.nodeName=__NODE__ --wait=false
sleep 60
