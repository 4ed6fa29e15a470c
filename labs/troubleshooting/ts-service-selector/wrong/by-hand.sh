# Endpoints written by hand are those of today.
kubectl create -f - <<END
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: __APP__-by-hand
  namespace: __NS__
  labels: {kubernetes.io/service-name: __APP__}
addressType: IPv4
ports:
  - {port: 8080, protocol: TCP}
endpoints: [$(kubectl get pods -n __NS__ -l app=__APP__ -o jsonpath='{range .items[*]}{"{addresses: ["}{.status.podIP}{"], conditions: {ready: true}},"}{end}')]
END
