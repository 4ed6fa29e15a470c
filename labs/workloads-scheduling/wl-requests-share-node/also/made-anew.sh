# The Deployment is made anew; its limits are the same in other units.
case __REPLICAS__ in 3) cpu=450m memory=950Mi ;; *) cpu=340m memory=700Mi ;; esac
kubectl get deployment __APP__ -n __NS__ -o yaml > old.yaml
kubectl patch -f old.yaml --local -o yaml -p '{"spec":{"template":{"spec":{
  "initContainers":[{"name":"typeset","resources":{"requests":{"cpu":"'$cpu'","memory":"'$memory'"},"limits":{"cpu":"1000m"}}}],
  "containers":[{"name":"press","resources":{"requests":{"cpu":"'$cpu'","memory":"'$memory'"},"limits":{"memory":"1228800Ki"}}}]}}}}' > new.yaml
kubectl replace --force -f new.yaml
