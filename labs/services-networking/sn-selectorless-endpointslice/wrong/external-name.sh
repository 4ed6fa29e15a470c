# An alias, and of an address at that.
kubectl create service externalname __NAME__ -n __NS__ --external-name=__A__ --tcp=__PORT__:443
