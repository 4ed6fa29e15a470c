# A name for this pod alone, which is made anew for it.
ip=$(kubectl get service __SERVICE__ -n __MINE__ -o jsonpath="{.spec.clusterIP}")
kubectl get pod __APP__ -n __NS__ -o yaml > pod.yaml
sed "s/^spec:/spec:\n  hostAliases:\n  - {ip: $ip, hostnames: [__SERVICE__.__MINE__]}/" pod.yaml > new.yaml
kubectl replace --force -f new.yaml --grace-period=0
kubectl wait pod __APP__ -n __NS__ --for=condition=Ready --timeout=60s
