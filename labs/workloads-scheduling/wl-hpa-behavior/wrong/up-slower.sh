# Down is right, but up it goes more slowly than before.
kubectl autoscale deployment __APP__ -n __NS__ --min=2 --max=__MAX__ --cpu=__TARGET__%
kubectl patch hpa __APP__ -n __NS__ --type=merge -p '{"spec":{"behavior":{"scaleDown":{"stabilizationWindowSeconds":__WINDOW__,"policies":[{"type":"Pods","value":1,"periodSeconds":__PERIOD__}]},
  "scaleUp":{"policies":[{"type":"Pods","value":1,"periodSeconds":15},{"type":"Percent","value":50,"periodSeconds":15}]}}}}'
