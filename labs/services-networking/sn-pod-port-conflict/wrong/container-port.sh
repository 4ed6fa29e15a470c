# The manifest says another port, the program does not know.
kubectl delete pod __POD__ -n __NS__
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Pod
metadata:
  name: __POD__
  namespace: __NS__
  labels: {app: __POD__}
spec:
  containers:
    - name: captain
      image: nginx:1.29
      command: [sh, /opt/captain.sh]
      ports:
        - containerPort: 80
      volumeMounts:
        - {name: servers, mountPath: /opt}
    - name: __SECOND__
      image: nginx:1.29
      command: [sh, /opt/second.sh]
      ports:
        - containerPort: __PORT__
      volumeMounts:
        - {name: servers, mountPath: /opt}
        - {name: servers, mountPath: /etc/nginx/conf.d/default.conf, subPath: default.conf}
  volumes:
    - name: servers
      configMap: {name: servers}
EOF
kubectl patch service __POD__ -n __NS__ --type=json -p '[{"op":"replace","path":"/spec/ports","value":[{"name":"captain","port":80,"targetPort":80},{"name":"__SECOND__","port":__PORT__,"targetPort":__PORT__}]}]'
