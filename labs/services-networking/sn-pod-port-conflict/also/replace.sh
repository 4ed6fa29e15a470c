# The pod as it is, completed and put in the place of itself.
kubectl get pod __POD__ -n __NS__ -o yaml | awk '{print} /^    - \/opt\/second.sh/ {print "    env:"; print "    - name: __ENV__"; print "      value: \"__PORT__\""}' > pod.yaml
kubectl replace --force -f pod.yaml
kubectl get service __POD__ -n __NS__ -o yaml | awk '/^  - port: 80/ {print "  - name: __SECOND__\n    port: __PORT__\n    targetPort: __PORT__\n  - name: captain\n    port: 80"; next} {print}' > service.yaml
kubectl replace -f service.yaml
