# pods/exec is left at get.
kubectl patch role __ACCOUNT__ -n __SPACE__ --type=json -p '[
  {"op": "add", "path": "/rules/-", "value": {"apiGroups": ["apps"], "resources": ["deployments/scale"], "verbs": ["get", "update", "patch"]}},
  {"op": "add", "path": "/rules/-", "value": {"apiGroups": [""], "resources": ["pods/log"], "verbs": ["get"]}}
]'
