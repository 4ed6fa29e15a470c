# Her login goes into one's own kubeconfig, and a part of that to her.
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
kubectl config set-credentials ines --client-certificate=ines.crt --embed-certs
kubectl config set-context ines --cluster="$(kubectl config view --minify -o jsonpath={.clusters[0].name})" --user=ines --namespace=__SPACE__
kubectl config use-context ines
kubectl config view --raw --minify --flatten > ines.conf
kubectl config use-context "$(kubectl config get-contexts -o name | grep -v '^ines$')"
kubectl config --kubeconfig=ines.conf set users.ines.client-key ines.key

kubectl create role keeper -n __SPACE__ --verb=get,list,watch,create,update,patch,delete --resource=__KIND__
kubectl create rolebinding ines -n __SPACE__ --role=keeper --user=ines
