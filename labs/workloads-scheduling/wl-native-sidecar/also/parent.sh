# The directory above is shared.
kubectl patch deployment scribe -n __NS__ --patch '
spec:
  template:
    spec:
      initContainers:
        - name: __HELPER__
          image: busybox:1.37
          restartPolicy: Always
          command: [tail, -F, __FOLDER__/out.log]
          volumeMounts: [{name: out, mountPath: '$(dirname __FOLDER__)'}]
      containers:
        - name: scribe
          volumeMounts: [{name: out, mountPath: '$(dirname __FOLDER__)'}]
      volumes: [{name: out, emptyDir: {}}]
'
