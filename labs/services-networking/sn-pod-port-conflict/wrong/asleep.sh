# The second container stays up, but serves nothing.
kubectl get pod __POD__ -n __NS__ -o yaml | sed 's#^    - /opt/second.sh#    - -c\n    - sleep 1d#' > pod.yaml
kubectl replace --force -f pod.yaml
kubectl patch service __POD__ -n __NS__ --type=json -p '[{"op":"replace","path":"/spec/ports","value":[{"name":"captain","port":80,"targetPort":80},{"name":"__SECOND__","port":__PORT__,"targetPort":__PORT__}]}]'
