# Edited until it works.
sed "s/port: 80$/port: 8080/" __PORTED__.yaml > mine.yaml
kubectl apply -f mine.yaml
