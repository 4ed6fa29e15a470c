# Pods of all lines.
kubectl top pods -A --sort-by=cpu --no-headers | head -n 1 | awk '{print $2}' > hot-pod.txt
