# The label app is enough to tell the pods from others.
kubectl patch service __APP__ -n __NS__ --type=json -p '[{"op":"remove","path":"/spec/selector/release"}]'
