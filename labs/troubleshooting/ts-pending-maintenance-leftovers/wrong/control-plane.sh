# Makes room on the control plane node.
kubectl patch node controlplane --type=json -p '[{"op":"remove","path":"/spec/taints"}]'
