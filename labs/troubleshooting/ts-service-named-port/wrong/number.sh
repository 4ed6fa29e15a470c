# It works, but not by name.
kubectl patch service __APP__ -n __NS__ -p '{"spec":{"ports":[{"port":80,"targetPort":__WEB__}]}}'
