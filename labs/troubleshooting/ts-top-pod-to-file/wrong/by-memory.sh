# Sorted by memory.
kubectl top pods -A -l line=__LINE__ --sort-by=memory --no-headers | head -n 1 | awk '{print $2}' > hot-pod.txt
