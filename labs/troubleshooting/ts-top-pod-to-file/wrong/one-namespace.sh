# Only one namespace is looked at.
kubectl top pods -n __NS__ -l line=__LINE__ --sort-by=cpu --no-headers | head -n 1 | awk '{print $1}' > hot-pod.txt
