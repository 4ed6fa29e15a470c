# Sorted by hand, and written as kubectl names pods.
pod=$(kubectl top pods -A -l line=__LINE__ --no-headers | awk '{sub("m","",$3); print $3, $2}' | sort -n | tail -n 1 | awk '{print $2}')
echo "pod/$pod" > hot-pod.txt
