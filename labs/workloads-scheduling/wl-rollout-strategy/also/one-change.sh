# Everything in one change of the object.
kubectl get deployment __APP__ -n __NS__ -o yaml | sed -e 's/nginx:1.27/nginx:__VERSION__/' -e 's/maxSurge: .*/maxSurge: 1/' -e 's/maxUnavailable: .*/maxUnavailable: 0/' \
  -e '/^ *name: band$/a\
        env: [{name: __VARIABLE__, value: brass-first}]' > changed.yaml
kubectl replace -f changed.yaml
kubectl rollout status deployment __APP__ -n __NS__
