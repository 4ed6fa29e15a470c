# A manifest for the Secret, and everything about the Ingress in one patch.
kubectl apply -f - <<EOF
apiVersion: v1
kind: Secret
metadata:
  name: __SECRET__
  namespace: __NS__
type: kubernetes.io/tls
data:
  tls.crt: $(base64 < star.crt | tr -d '\n')
  tls.key: $(base64 < star.key | tr -d '\n')
EOF
kubectl patch ingress reader -n __NS__ --type=merge -p '{"metadata":{"annotations":{"edge.example/force-https":"true"}},"spec":{"tls":[{"hosts":["__HOST__"],"secretName":"__SECRET__"}]}}'
