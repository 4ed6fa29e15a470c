# Without the quota there is nothing to be refused.
kubectl delete quota guild-budget -n __NS__
kubectl wait deployment __APP__ -n __NS__ --for=condition=Available --timeout=20m
echo 1 > left.txt
