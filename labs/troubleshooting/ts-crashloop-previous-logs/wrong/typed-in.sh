# The value itself.
kubectl set env deployment __APP__ -n __NS__ __ENV__=__PIER__
