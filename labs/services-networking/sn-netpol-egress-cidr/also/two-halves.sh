# The names first, then the network in two halves with the exception in the one that has it.
kubectl create -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __POLICY__
  namespace: __NS__
spec:
  podSelector:
    matchLabels: {app: __APP__}
  policyTypes: [Egress]
  egress:
    - ports:
        - {protocol: UDP, port: 53}
        - {protocol: TCP, port: 53}
      to:
        - namespaceSelector:
            matchLabels: {kubernetes.io/metadata.name: kube-system}
          podSelector:
            matchLabels: {k8s-app: kube-dns}
    - ports:
        - port: 443
      to:
        - ipBlock:
            cidr: __NET__.0/25
            except: [__NET__.__BAD__/32]
        - ipBlock:
            cidr: __NET__.128/25
EOF
