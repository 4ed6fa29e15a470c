# mash gets the papers as well.
cat > add.txt <<'EOF'
      volumeMounts:
        - {name: scratch, mountPath: __SCRATCH__}
        - {name: papers, mountPath: /etc/brew}
EOF
# The first mount goes behind the command of mash, the rest to the end of the file.
sed -e '/command:.*batch.txt/r add.txt' pod.yaml > complete.yaml
cat >> complete.yaml <<'EOF'
      volumeMounts:
        - {name: scratch, mountPath: __SCRATCH__}
        - {name: papers, mountPath: /etc/brew}
  volumes:
    - name: scratch
      emptyDir: {medium: Memory, sizeLimit: __LIMIT__}
    - name: papers
      projected:
        sources:
          - configMap:
              name: brew
              items: [{key: recipe.txt, path: recipe.txt}]
          - secret:
              name: till
              items: [{key: pin, path: pin}]
          - downwardAPI:
              items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]
EOF
kubectl apply -f complete.yaml
kubectl wait pod brewer -n __SPACE__ --for=condition=Ready --timeout=1m
