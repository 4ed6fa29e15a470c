# Every key as a variable, and the Secret with the usual mode.
kubectl create configmap oven -n __NS__ --from-file=oven.properties --from-literal=fan=__SPEED__
kubectl create secret generic pantry -n __NS__ --from-file=password=pantry.pass
kubectl patch deployment __APP__ -n __NS__ --patch '
spec:
  template:
    spec:
      containers:
        - name: __APP__
          envFrom:
            - configMapRef: {name: oven}
          volumeMounts:
            - {name: oven, mountPath: __FOLDER__}
            - {name: pantry, mountPath: /etc/pantry, readOnly: true}
      volumes:
        - name: oven
          configMap: {name: oven}
        - name: pantry
          secret: {secretName: pantry}
'
