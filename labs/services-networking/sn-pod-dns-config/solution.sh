kubectl exec -n __NS__ deploy/__APP__ -- cat /etc/resolv.conf
kubectl exec -n __NS__ __HOST__ -- cat /etc/resolv.conf
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"template":{"spec":{"dnsConfig":{"searches":["__FAR__.svc.cluster.local"],"options":[{"name":"ndots","value":"__NDOTS__"}]}}}}}'
kubectl get pod __HOST__ -n __NS__ -o yaml | sed 's/dnsPolicy: ClusterFirst$/dnsPolicy: ClusterFirstWithHostNet/' > host.yaml
kubectl replace --force -f host.yaml
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
kubectl wait pod __HOST__ -n __NS__ --for=condition=Ready --timeout=1m
