# The files of the Secret have the usual mode: everything else is right.
kubectl create configmap oven -n __NS__ --from-file=oven.properties --from-literal=fan=__SPEED__
kubectl create secret generic pantry -n __NS__ --from-file=password=pantry.pass
kubectl patch deployment __APP__ -n __NS__ --patch '
spec:
  template:
    spec:
      containers:
        - name: __APP__
          env:
            - name: FAN
              valueFrom:
                configMapKeyRef: {name: oven, key: fan}
          volumeMounts:
            - {name: oven, mountPath: __FOLDER__}
            - {name: pantry, mountPath: /etc/pantry, readOnly: true}
      volumes:
        - name: oven
          configMap: {name: oven}
        - name: pantry
          secret: {secretName: pantry}
'
