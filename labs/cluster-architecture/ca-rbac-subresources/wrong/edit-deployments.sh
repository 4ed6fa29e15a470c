# The right to edit Deployments instead of the one to scale them.
kubectl patch role __ACCOUNT__ -n __SPACE__ --type=json -p '[
  {"op": "add", "path": "/rules/-", "value": {"apiGroups": ["apps"], "resources": ["deployments"], "verbs": ["update", "patch"]}},
  {"op": "add", "path": "/rules/-", "value": {"apiGroups": [""], "resources": ["pods/log"], "verbs": ["get"]}},
  {"op": "add", "path": "/rules/-", "value": {"apiGroups": [""], "resources": ["pods/exec"], "verbs": ["create"]}}
]'
