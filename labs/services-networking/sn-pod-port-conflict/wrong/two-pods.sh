# Each in a pod of its own.
kubectl delete pod __POD__ -n __NS__
for name in captain second; do
  kubectl apply -f - <<EOF
apiVersion: v1
kind: Pod
metadata:
  name: __POD__-$name
  namespace: __NS__
  labels: {app: __POD__}
spec:
  containers:
    - name: main
      image: nginx:1.29
      command: [sh, /opt/$name.sh]
      env:
        - {name: __ENV__, value: '__PORT__'}
      volumeMounts:
        - {name: servers, mountPath: /opt}
  volumes:
    - name: servers
      configMap: {name: servers}
EOF
done
kubectl patch service __POD__ -n __NS__ --type=json -p '[{"op":"replace","path":"/spec/ports","value":[{"name":"captain","port":80,"targetPort":80},{"name":"__SECOND__","port":__PORT__,"targetPort":__PORT__}]}]'
