# The DaemonSet is not the plugin.
{
  kubectl get node __NODE__ -o jsonpath='runtime={.status.nodeInfo.containerRuntimeVersion}{"\n"}'
  echo cni=kube-flannel-ds
  kubectl get csidrivers -o jsonpath='{range .items[*]}csi={.metadata.name}{"\n"}{end}'
} > plugins.txt
