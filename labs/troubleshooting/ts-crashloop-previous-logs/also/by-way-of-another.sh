# Another variable takes the key, and the missing one takes it from there; the Deployment is made anew.
kubectl get deployment __APP__ -n __NS__ -o yaml | awk '{print} /^        env:$/ {print "        - name: FROM\n          valueFrom:\n            configMapKeyRef:\n              name: timetable\n              key: __KEY__\n        - name: __ENV__\n          value: $(FROM)"}' > whole.yaml
kubectl replace --force -f whole.yaml
