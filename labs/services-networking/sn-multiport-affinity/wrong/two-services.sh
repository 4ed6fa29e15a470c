# A Service for each port.
kubectl expose deployment __APP__ -n __NS__ --port=80 --target-port=__PAGE__ --session-affinity=ClientIP
kubectl expose deployment __APP__ -n __NS__ --name=__APP__-figures --port=9100 --target-port=__FIGURES__ --session-affinity=ClientIP
