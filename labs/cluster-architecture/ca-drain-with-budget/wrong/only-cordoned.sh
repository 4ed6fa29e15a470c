# Drain gives up; the node is cordoned and full.
kubectl drain __NODE__ --ignore-daemonsets --delete-emptydir-data --force --timeout=20s
