# The second mistake is left.
kubectl set image deployment __APP__ -n __NS__ screen=nginx:__VERSION__
