# Written into running containers.
for pod in $(kubectl get pods -n __NS__ -l app=__APP__ -o name); do
  kubectl exec -n __NS__ "$pod" -- sh -c 'echo "search __FAR__.svc.cluster.local" >> /etc/resolv.conf'
done
kubectl exec -n __NS__ __HOST__ -- sh -c 'echo "nameserver 10.96.0.10" > /etc/resolv.conf'
