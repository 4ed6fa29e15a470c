# Just what the program takes for its data leaves nothing for the rest of it.
kubectl set resources deployment __APP__ -n __NS__ --limits=memory=__NEEDS__Mi
