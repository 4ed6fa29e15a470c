# Another key in the ConfigMap.
kubectl patch configmap timetable -n __NS__ --type=json -p '[{"op":"add","path":"/data/__ENV__","value":"__PIER__"}]'
kubectl set env deployment __APP__ -n __NS__ --from=configmap/timetable
