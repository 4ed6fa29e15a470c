# Above what the namespace allows.
kubectl set resources deployment __APP__ -n __NS__ --limits=memory=512Mi
