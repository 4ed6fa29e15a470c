# The request without its last line end, and a copy of the own kubeconfig from which the own login is removed.
cat > request.yaml <<END
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  name: __REQUEST__
spec:
  request: $(printf '%s' "$(cat ines.csr)" | base64 | tr -d '\n')
  signerName: kubernetes.io/kube-apiserver-client
  expirationSeconds: $((__DAYS__ * 24 * 3600))
  usages: [digital signature, client auth]
END
kubectl create -f request.yaml
kubectl certificate approve __REQUEST__
kubectl wait csr __REQUEST__ --for=jsonpath='{.status.certificate}' --timeout=1m
kubectl get csr __REQUEST__ -o jsonpath='{.status.certificate}' | base64 -d > ines.crt

kubectl config view --raw --minify --flatten > ines.conf
export KUBECONFIG="$PWD/ines.conf"
context=$(kubectl config current-context)
login=$(kubectl config view -o jsonpath='{.users[0].name}')
kubectl config set-credentials ines --client-certificate=ines.crt --embed-certs
kubectl config set users.ines.client-key "$PWD/ines.key"
kubectl config set-context ines --cluster="$(kubectl config view -o jsonpath='{.clusters[0].name}')" --user=ines
kubectl config use-context ines
kubectl config delete-context "$context"
kubectl config delete-user "$login"
unset KUBECONFIG

kubectl create role keeper -n __SPACE__ --verb=get,list,watch,create,update,patch,delete --resource=__KIND__
kubectl create rolebinding ines -n __SPACE__ --role=keeper --user=ines
