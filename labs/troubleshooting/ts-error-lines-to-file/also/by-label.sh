# By label, with all lines and those of other containers left out.
kubectl logs -n __NS__ -l app=__POD__ --all-containers --prefix --tail=-1 | grep '/__CHECKER__\]' | sed 's/^[^ ]* //' | grep -F '__CODE__' > failures.log
