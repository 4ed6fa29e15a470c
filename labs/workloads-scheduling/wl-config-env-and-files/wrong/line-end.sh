# The line end of echo is part of the password.
kubectl create configmap oven -n bakery --from-file=oven.properties --from-literal=fan=on
echo "$(cat pantry.pass)" > password
kubectl create secret generic pantry -n bakery --from-file=password
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
