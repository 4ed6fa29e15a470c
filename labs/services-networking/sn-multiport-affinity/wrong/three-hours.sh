# The time is the default.
kubectl expose deployment __APP__ -n __NS__ --port=80 --target-port=__PAGE__ --session-affinity=ClientIP
kubectl patch service __APP__ -n __NS__ --type=json -p '[{"op":"replace","path":"/spec/ports","value":[{"name":"page","port":80,"targetPort":__PAGE__},{"name":"figures","port":9100,"targetPort":__FIGURES__}]}]'
