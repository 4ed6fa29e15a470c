# The Deployment is made anew; the sidecar waits for the file.
kubectl get deploy scribe -n __NS__ -o yaml > d.yaml
kubectl patch -f d.yaml --local -o yaml -p '
spec:
  template:
    spec:
      initContainers:
        - name: __HELPER__
          image: busybox:1.37
          restartPolicy: Always
          command: [sh, -c, "until [ -f __FOLDER__/out.log ]; do sleep 1; done; tail -n +1 -f __FOLDER__/out.log"]
          volumeMounts: [{name: out, mountPath: __FOLDER__}]
      containers:
        - name: scribe
          volumeMounts: [{name: out, mountPath: __FOLDER__}]
      volumes: [{name: out, emptyDir: {}}]
' > e.yaml
kubectl replace --force -f e.yaml
