# The sidecar has the directory elsewhere, and uses a shell.
kubectl patch deployment scribe -n __NS__ --patch '
spec:
  template:
    spec:
      initContainers:
        - name: __HELPER__
          image: busybox:1.37
          restartPolicy: Always
          command: [sh, -c]
          args: ["touch /in/out.log; tail -n +1 -f /in/out.log"]
          volumeMounts:
            - {name: shared, mountPath: /in}
      containers:
        - name: scribe
          volumeMounts:
            - {name: shared, mountPath: __FOLDER__}
      volumes:
        - name: shared
          emptyDir: {medium: Memory}
'
