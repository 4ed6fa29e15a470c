# The Secret as text without the last line end; the Ingress generated anew.
kubectl create -f - <<EOF
apiVersion: v1
kind: Secret
metadata:
  name: __SECRET__
  namespace: __NS__
type: kubernetes.io/tls
stringData:
  tls.crt: |-
$(sed 's/^/    /' star.crt)
  tls.key: |-
$(sed 's/^/    /' star.key)
EOF
kubectl delete ingress reader -n __NS__
kubectl create ingress reader -n __NS__ --class=edge --rule='__HOST__/*=reader:80,tls=__SECRET__' --annotation=edge.example/force-https=true
