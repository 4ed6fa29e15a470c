# A Deployment has no such field; pods have.
kubectl create priorityclass __CLASS__ --value="$((__TOP__ - 1))"
kubectl patch deployment __APP__ -n __NS__ -p '{"spec":{"priorityClassName":"__CLASS__"}}'
