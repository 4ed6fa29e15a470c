# The Secret as a manifest, the image by a patch.
kubectl apply -f - <<'END'
apiVersion: v1
kind: Secret
metadata:
  name: lamps
  namespace: __NS__
stringData:
  __APP__: __LAMP__
END
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"nginx:__VERSION__"}]'
kubectl rollout status deployment __APP__ -n __NS__ --timeout=3m
