# The access modes of a claim are immutable: refused.
kubectl patch pvc hymns -n __SPACE__ -p '{"spec":{"accessModes":["ReadWriteMany"]}}'
