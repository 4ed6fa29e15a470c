# The claim is replaced from its own manifest.
kubectl get pvc __CLAIM__ -n __SPACE__ -o yaml |
  sed -e '/^status:/,$d' -e '/last-applied/,+1d' -e '/resourceVersion:/d' -e '/uid:/d' -e 's/storageClassName: shelves/storageClassName: shelf/' -e 's/volumeMode: Block/volumeMode: Filesystem/' > claim.yaml
kubectl replace --force -f claim.yaml
kubectl wait pod reader -n __SPACE__ --for=condition=Ready --timeout=2m
