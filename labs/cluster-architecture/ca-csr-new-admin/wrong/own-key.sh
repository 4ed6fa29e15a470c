# Signed by an authority of our own, which the cluster does not know.
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -subj /CN=kubernetes -days 1 2> /dev/null
openssl x509 -req -in ines.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days __DAYS__ -out ines.crt 2> /dev/null
server=$(kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}')
kubectl config --kubeconfig=ines.conf set-cluster work --server="$server" --certificate-authority=ca.crt --embed-certs
kubectl config --kubeconfig=ines.conf set-credentials ines --client-certificate=ines.crt --embed-certs
kubectl config --kubeconfig=ines.conf set users.ines.client-key ines.key
kubectl config --kubeconfig=ines.conf set-context ines --cluster=work --user=ines --namespace=__SPACE__
kubectl config --kubeconfig=ines.conf use-context ines

kubectl create role keeper -n __SPACE__ --verb=get,list,watch,create,update,patch,delete --resource=__KIND__
kubectl create rolebinding ines -n __SPACE__ --role=keeper --user=ines
