kubectl top pods -A -l line=__LINE__ --sort-by=cpu
kubectl top pods -A -l line=__LINE__ --sort-by=cpu --no-headers | head -n 1 | awk '{print $2}' > hot-pod.txt
