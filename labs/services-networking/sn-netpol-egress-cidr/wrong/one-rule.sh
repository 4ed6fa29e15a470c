# Ports and peers of two rules in one: port 443 of the name servers, port 53 of the partner.
kubectl apply -f - <<'EOF'
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: __POLICY__
  namespace: __NS__
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: __NET__.0/24
            except: [__NET__.__BAD__/32]
        - namespaceSelector: {}
      ports:
        - {protocol: TCP, port: 443}
        - {protocol: UDP, port: 53}
        - {protocol: TCP, port: 53}
EOF
