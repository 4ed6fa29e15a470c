# Projected volumes; the files of the one are named, and the modes are given file by file in the other.
kubectl create configmap oven -n __NS__ --from-literal=fan=__SPEED__ --from-file=oven.properties=oven.properties
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
            - {name: oven, mountPath: __FOLDER__/}
            - {name: pantry, mountPath: /etc/pantry/, readOnly: true}
      volumes:
        - name: oven
          projected:
            sources:
              - configMap: {name: oven, items: [{key: oven.properties, path: oven.properties}, {key: fan, path: fan}]}
        - name: pantry
          projected:
            sources:
              - secret: {name: pantry, items: [{key: password, path: password, mode: __MODE__}]}
'
