# Why do the pods wait?
kubectl describe pods -n __NS__ -l app=__APP__ | grep FailedScheduling | tail -1
kubectl get nodes
# Undo both leftovers.
kubectl uncordon node01
kubectl taint node node02 __KEY__-
