# Written anew in another order, with other names and modes.
cat > whole.yaml <<'EOF'
apiVersion: v1
kind: Pod
metadata:
  name: brewer
  namespace: __SPACE__
  labels: {app: brewer, cellar: north}
spec:
  volumes:
    - name: info
      projected:
        defaultMode: 0440
        sources:
          - downwardAPI:
              items: [{path: labels, fieldRef: {apiVersion: v1, fieldPath: metadata.labels}}]
          - secret: {name: till, items: [{key: pin, path: pin, mode: 0400}]}
          - configMap: {name: brew, items: [{key: recipe.txt, path: recipe.txt}]}
    - name: vat
      emptyDir: {medium: Memory, sizeLimit: __LIMIT__}
  containers:
    - name: tap
      image: busybox:1.37
      command: [sh, -c, 'sleep 1d']
      volumeMounts:
        - {name: info, mountPath: /etc/brew/, readOnly: true}
        - {name: vat, mountPath: __SCRATCH__/}
    - name: mash
      image: busybox:1.37
      command: [sh, -c, 'mkdir -p __SCRATCH__; echo "batch of __HOPS__" > __SCRATCH__/batch.txt; sleep 1d']
      volumeMounts:
        - {name: vat, mountPath: __SCRATCH__}
EOF
kubectl create -f whole.yaml
kubectl wait pod brewer -n __SPACE__ --for=condition=Ready --timeout=1m
