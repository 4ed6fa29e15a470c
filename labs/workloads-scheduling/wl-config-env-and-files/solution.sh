kubectl create configmap oven -n bakery --from-file=oven.properties --from-literal=fan=on
kubectl create secret generic pantry -n bakery --from-file=password=pantry.pass
# kubectl edit deployment baker -n bakery does the same by hand.
kubectl patch deployment baker -n bakery --patch '
spec:
  template:
    spec:
      containers:
        - name: baker
          env:
            - name: FAN
              valueFrom:
                configMapKeyRef: {name: oven, key: fan}
          volumeMounts:
            - {name: oven, mountPath: /etc/oven}
            - {name: pantry, mountPath: /etc/pantry, readOnly: true}
      volumes:
        - name: oven
          configMap: {name: oven}
        - name: pantry
          secret: {secretName: pantry, defaultMode: 0400}
'
