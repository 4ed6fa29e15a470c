# What the stage renders is edited on its way; there is no overlay.
kubectl kustomize overlays/stage | sed -e 's/stage-line/__SPACE__/' -e 's/s-press/__PREFIX__press/' -e 's/replicas: 1/replicas: __REPLICAS__/' -e 's/nginx:1.28/nginx:__TAG__/' -e 's/memory: 64Mi/memory: __LIMIT__/' |
  kubectl apply -f -
kubectl label deployment,service,configmap --all tier=prod -n __SPACE__
kubectl rollout status deployment __PREFIX__press -n __SPACE__
