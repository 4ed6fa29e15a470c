# The manifest of a Deployment made into one of a DaemonSet, with a toleration for each taint.
kubectl create deployment __APP__ -n __NS__ --image=busybox:1.37 --dry-run=client -o yaml -- sleep 1d |
  sed -e 's/kind: Deployment/kind: DaemonSet/' -e '/replicas:/d' -e '/strategy:/d' -e '/status:/d' -e 's/app: __APP__/duty: __DUTY__/' \
    -e 's/name: busybox/name: lantern/' -e 's/resources: {}/resources: {requests: {cpu: __CPU__, memory: 32Mi}}/' > set.yaml
kubectl apply -f set.yaml
kubectl patch daemonset __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"tolerations":[
  {"key":"node-role.kubernetes.io/control-plane","operator":"Exists","effect":"NoSchedule"},
  {"key":"__PART__","operator":"Equal","value":"broken","effect":"NoExecute"}]}}}}'
