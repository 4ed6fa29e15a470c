cat > config.json <<EOF
{"auths":{"https://registry.lab":{"auth":"$(printf '__USER__:__USER__-pull-7c1f' | base64)"}}}
EOF
kubectl create secret generic __SECRET__ -n __NS__ --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson=config.json
kubectl get serviceaccount __ACCOUNT__ -n __NS__ -o yaml > account.yaml
printf 'imagePullSecrets:\n- name: __SECRET__\n' >> account.yaml
kubectl replace -f account.yaml
kubectl delete pods -n __NS__ --all
