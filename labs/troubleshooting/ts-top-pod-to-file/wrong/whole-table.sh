# Everything that was shown.
kubectl top pods -A -l line=__LINE__ --sort-by=cpu > hot-pod.txt
