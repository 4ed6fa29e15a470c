# A slice for each machine, ports without names.
kubectl create service clusterip __NAME__ -n __NS__ --tcp=__PORT__:443
kubectl patch service __NAME__ -n __NS__ --type=json -p '[{"op":"remove","path":"/spec/selector"},{"op":"remove","path":"/spec/ports/0/name"}]'
for address in __A__ __B__; do
  kubectl create -f - <<EOF
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  generateName: __NAME__-
  namespace: __NS__
  labels:
    kubernetes.io/service-name: __NAME__
addressType: IPv4
ports:
  - port: 443
endpoints:
  - addresses: [$address]
EOF
done
