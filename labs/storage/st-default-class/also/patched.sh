# The new class is a copy of the old one; the marks are patched on and taken off.
kubectl get storageclass local-path -o yaml | sed -e 's/name: local-path/name: __CLASS__/' -e '/uid:/d' -e '/resourceVersion:/d' -e '/creationTimestamp:/d' > class.yaml
kubectl create -f class.yaml
kubectl patch storageclass __CLASS__ -p '{"metadata":{"annotations":{"storageclass.kubernetes.io/is-default-class":"true"}}}'
kubectl annotate storageclass slowdisk storageclass.kubernetes.io/is-default-class-
