kubectl scale deployment __APP__ -n __NS__ --replicas=0
kubectl wait pod -n __NS__ -l app=__APP__ --for=delete --timeout=60s
kubectl describe node node01 | sed -n '/^Allocatable/,/pods/p; /^Allocated/,$p'
# In use: 80 percent and a little of Allocatable (2 CPUs, 3923728Ki) less what others request.
cpu=$(kubectl describe node node01 | awk '/^Allocated/ {seen = 1} seen && $1 == "cpu" {used = $2 ~ /m$/ ? $2 + 0 : $2 * 1000; print int((2000 * 0.82 - used) / __REPLICAS__)}')
memory=$(kubectl describe node node01 | awk '/^Allocated/ {seen = 1} seen && $1 == "memory" {print int((3923728 / 1024 * 0.82 - $2) / __REPLICAS__)}')
kubectl set resources deployment __APP__ -n __NS__ --requests="cpu=${cpu}m,memory=${memory}Mi" > /dev/null
kubectl patch deployment __APP__ -n __NS__ -p "{\"spec\":{\"template\":{\"spec\":{\"initContainers\":[{\"name\":\"typeset\",\"resources\":{\"requests\":{\"cpu\":\"${cpu}m\",\"memory\":\"${memory}Mi\"}}}]}}}}"
kubectl scale deployment __APP__ -n __NS__ --replicas=__REPLICAS__
kubectl rollout status deployment __APP__ -n __NS__ --timeout=2m
