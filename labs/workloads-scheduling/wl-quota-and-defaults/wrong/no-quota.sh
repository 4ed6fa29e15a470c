# Without the quota there is nothing to be refused.
kubectl delete quota guild-budget -n guild
kubectl wait deployment apprentice -n guild --for=condition=Available --timeout=20m
echo 1 > left.txt
