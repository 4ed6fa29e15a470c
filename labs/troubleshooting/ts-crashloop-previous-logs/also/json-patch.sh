# Put behind the variable that is there already.
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[{"op":"add","path":"/spec/template/spec/containers/0/env/-","value":{"name":"__ENV__","valueFrom":{"configMapKeyRef":{"name":"timetable","key":"__KEY__"}}}}]'
