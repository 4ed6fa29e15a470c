# Nothing limits the scratch volume.
sed -e '/command:.*batch.txt/a\
      volumeMounts: [{name: s, mountPath: __SCRATCH__}]' pod.yaml > p.yaml
cat >> p.yaml <<'END'
      volumeMounts: [{name: s, mountPath: __SCRATCH__}, {name: p, mountPath: /etc/brew}]
  volumes:
    - {name: s, emptyDir: {medium: Memory}}
    - name: p
      projected:
        sources:
          - {configMap: {name: brew, items: [{key: recipe.txt, path: recipe.txt}]}}
          - {secret: {name: till, items: [{key: pin, path: pin}]}}
          - {downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}}
END
kubectl apply -n __SPACE__ -f p.yaml
