# Written anew without the rights that were there.
kubectl apply -f - 2>/dev/null <<'END'
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: __ACCOUNT__
  namespace: __SPACE__
rules:
  - {apiGroups: [apps], resources: [deployments/scale], verbs: [get, update, patch]}
  - {apiGroups: [""], resources: [pods/log], verbs: [get]}
  - {apiGroups: [""], resources: [pods/exec], verbs: [create]}
END
