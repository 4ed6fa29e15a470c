kubectl get configmap kube-flannel-cfg -n kube-flannel -o jsonpath='{.data.cni-conf\.json}'
{
  kubectl get node __NODE__ -o jsonpath='runtime={.status.nodeInfo.containerRuntimeVersion}{"\n"}'
  echo cni=flannel
  kubectl get csidrivers -o jsonpath='{range .items[*]}csi={.metadata.name}{"\n"}{end}'
} > plugins.txt
cat plugins.txt
