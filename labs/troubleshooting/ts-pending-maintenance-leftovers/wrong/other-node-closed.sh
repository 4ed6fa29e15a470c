# One is opened, the other one closed.
kubectl uncordon node01
kubectl taint node node02 __KEY__-
kubectl cordon node02
