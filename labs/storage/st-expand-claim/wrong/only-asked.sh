# The class still forbids it: refused.
kubectl patch pvc __CLAIM__ -n __SPACE__ -p '{"spec":{"resources":{"requests":{"storage":"__SIZE__"}}}}'
