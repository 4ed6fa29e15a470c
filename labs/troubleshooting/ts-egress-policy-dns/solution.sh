kubectl describe networkpolicy -n __NS__
kubectl get service __SERVICE__ -n __MINE__
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: lookups
  namespace: __NS__
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels: {kubernetes.io/metadata.name: kube-system}
          podSelector:
            matchLabels: {k8s-app: kube-dns}
      ports:
        - {protocol: UDP, port: 53}
        - {protocol: TCP, port: 53}
EOF
kubectl exec -n __NS__ __APP__ -c main -- curl -s -m 5 http://__SERVICE__.__MINE__:8080/
