# The Deployment is put in the place of itself; the Service is generated, and its selector and nothing else set right.
kubectl get deployment __APP__ -n __NS__ -o yaml | sed 's/^        image: .*$/&\n        ports:\n        - containerPort: __PORT__\n          name: __NAME__/' | kubectl replace --force -f -
kubectl create service nodeport __APP__-svc -n __NS__ --tcp=80:__NAME__ --node-port=__NODE__
kubectl set selector service __APP__-svc -n __NS__ shop=__APP__
