# As the solution, but she may also delete everything at once.
kubectl apply -f - <<EOF
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  name: __REQUEST__
spec:
  request: $(base64 < ines.csr | tr -d '\n')
  signerName: kubernetes.io/kube-apiserver-client
  expirationSeconds: $((__DAYS__ * 24 * 3600))
  usages: [client auth]
EOF
kubectl certificate approve __REQUEST__
kubectl wait csr __REQUEST__ --for=jsonpath='{.status.certificate}' --timeout=1m
kubectl get csr __REQUEST__ -o jsonpath='{.status.certificate}' | base64 -d > ines.crt

server=$(kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}')
kubectl config view --raw --minify --flatten -o jsonpath='{.clusters[0].cluster.certificate-authority-data}' | base64 -d > ca.crt
kubectl config --kubeconfig=ines.conf set-cluster work --server="$server" --certificate-authority=ca.crt --embed-certs
kubectl config --kubeconfig=ines.conf set-credentials ines --client-certificate=ines.crt --embed-certs
kubectl config --kubeconfig=ines.conf set users.ines.client-key ines.key
kubectl config --kubeconfig=ines.conf set-context ines --cluster=work --user=ines --namespace=__SPACE__
kubectl config --kubeconfig=ines.conf use-context ines

kubectl create role keeper -n __SPACE__ --verb="*" --resource=__KIND__
kubectl create rolebinding ines -n __SPACE__ --role=keeper --user=ines
