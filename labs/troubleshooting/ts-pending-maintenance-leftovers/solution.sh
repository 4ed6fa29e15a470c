# Why do the pods wait?
kubectl describe pods -n freight -l app=sorter | grep FailedScheduling | tail -1
kubectl get nodes
# Undo both leftovers.
kubectl uncordon node01
kubectl taint node node02 upkeep-
