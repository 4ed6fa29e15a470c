# The policies of the other team are extended.
kubectl patch networkpolicy sealed -n __NS__ --type=merge -p '{"spec":{"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"__AUDIT__"}},"podSelector":{"matchLabels":{"app":"__SCANNER__"}}}],"ports":[{"port":__PORT__}]}]}}'
kubectl patch networkpolicy no-way-out -n __AUDIT__ --type=json -p '[{"op":"add","path":"/spec/egress/-","value":{"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"__NS__"}},"podSelector":{"matchLabels":{"app":"__APP__"}}}],"ports":[{"port":__PORT__}]}}]'
