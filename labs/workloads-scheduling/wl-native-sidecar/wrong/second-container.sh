# A second container starts in any order, and never lets a Job end.
kubectl patch deployment scribe -n __NS__ --patch '
spec:
  template:
    spec:
      containers:
        - name: __HELPER__
          image: busybox:1.37
          command: [tail, -n, "+1", -F, __FOLDER__/out.log]
          volumeMounts:
            - {name: out, mountPath: __FOLDER__}
        - name: scribe
          volumeMounts:
            - {name: out, mountPath: __FOLDER__}
      volumes:
        - name: out
          emptyDir: {}
'
kubectl rollout status deployment scribe -n __NS__
kubectl get pods -n __NS__
