# Generated, then completed.
kubectl create service clusterip __APP__ -n __NS__ --tcp=80:__PAGE__ --tcp=9100:__FIGURES__
kubectl set selector service __APP__ -n __NS__ paper=__APP__
kubectl patch service __APP__ -n __NS__ --type=json -p '[{"op":"replace","path":"/spec/ports/0/name","value":"page"},{"op":"replace","path":"/spec/ports/1/name","value":"figures"}]'
kubectl patch service __APP__ -n __NS__ -p "{\"spec\":{\"sessionAffinity\":\"ClientIP\",\"sessionAffinityConfig\":{\"clientIP\":{\"timeoutSeconds\":$((__MINUTES__ * 60))}}}}"
