# Pods of the board are in it, too.
kubectl set selector service __APP__ -n __NS__ release=__NEW__
