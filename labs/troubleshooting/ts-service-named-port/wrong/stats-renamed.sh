# The wrong port gets the right number: who reads statistics by name finds the page.
kubectl patch deployment __APP__ -n __NS__ --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/ports/0/containerPort","value":__WEB__}]'
