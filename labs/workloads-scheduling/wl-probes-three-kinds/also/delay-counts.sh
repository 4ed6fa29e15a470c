# Some of the 150 seconds as a delay.
kubectl patch deployment boiler -n __NS__ --type=json -p '[
  {"op":"add","path":"/spec/template/spec/containers/0/startupProbe","value":{"httpGet":{"path":"__ALIVE__","port":__PORT__},"initialDelaySeconds":50,"periodSeconds":5,"failureThreshold":20}},
  {"op":"replace","path":"/spec/template/spec/containers/0/livenessProbe","value":{"httpGet":{"path":"__ALIVE__","port":__PORT__},"periodSeconds":5}},
  {"op":"add","path":"/spec/template/spec/containers/0/readinessProbe","value":{"httpGet":{"path":"__READY__","port":__PORT__},"periodSeconds":5,"failureThreshold":1}}]'
