# Every key as a variable, and the Secret with the usual mode.
kubectl create configmap oven -n bakery --from-file=oven.properties --from-literal=fan=on
kubectl create secret generic pantry -n bakery --from-file=password=pantry.pass
kubectl patch deployment baker -n bakery --patch '
spec:
  template:
    spec:
      containers:
        - name: baker
          envFrom:
            - configMapRef: {name: oven}
          volumeMounts:
            - {name: oven, mountPath: /etc/oven}
            - {name: pantry, mountPath: /etc/pantry, readOnly: true}
      volumes:
        - name: oven
          configMap: {name: oven}
        - name: pantry
          secret: {secretName: pantry}
'
