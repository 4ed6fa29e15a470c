# The limits were thrown away with the requests.
case __REPLICAS__ in 3) cpu=450m memory=950Mi ;; *) cpu=340m memory=700Mi ;; esac
kubectl scale deployment __APP__ -n __NS__ --replicas=0
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[
  {"op":"replace","path":"/spec/template/spec/initContainers/0/resources","value":{"requests":{"cpu":"'$cpu'","memory":"'$memory'"}}},
  {"op":"replace","path":"/spec/template/spec/containers/0/resources","value":{"requests":{"cpu":"'$cpu'","memory":"'$memory'"}}}]'
kubectl wait pod -n __NS__ -l app=__APP__ --for=delete --timeout=60s
kubectl scale deployment __APP__ -n __NS__ --replicas=__REPLICAS__
