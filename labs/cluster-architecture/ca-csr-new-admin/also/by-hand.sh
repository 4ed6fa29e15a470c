# The kubeconfig is written by hand, and the rules are in a ClusterRole.
cat > request.yaml <<EOF
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  name: __REQUEST__
spec:
  groups: [system:authenticated]
  request: $(cat ines.csr | base64 | tr -d "\n")
  signerName: kubernetes.io/kube-apiserver-client
  expirationSeconds: $((__DAYS__ * 24 * 3600))
  usages:
    - digital signature
    - key encipherment
    - client auth
EOF
kubectl create -f request.yaml
kubectl certificate approve __REQUEST__
kubectl wait csr __REQUEST__ --for=jsonpath='{.status.certificate}' --timeout=1m
kubectl config view --raw --minify --flatten | awk '/^contexts:/ { exit } { print }' > ines.conf
name=$(kubectl config view --minify -o jsonpath='{.clusters[0].name}')
cat >> ines.conf <<EOF
contexts:
  - name: ines
    context: {cluster: $name, user: ines}
current-context: ines
users:
  - name: ines
    user:
      client-certificate-data: $(kubectl get csr __REQUEST__ -o jsonpath='{.status.certificate}')
      client-key: ./ines.key
EOF
kubectl create clusterrole keeper --verb=get,list,watch,create,update,patch,delete --resource=__KIND__
kubectl create rolebinding ines -n __SPACE__ --clusterrole=keeper --user=ines
