# Exclusive bounds, one more short name, and everything unknown is kept.
kubectl apply -f - <<'EOF'
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: beacons.coast.example.com
spec:
  group: coast.example.com
  scope: Namespaced
  names:
    kind: Beacon
    plural: beacons
    singular: beacon
    shortNames: [__SHORT__, light]
  versions:
    - name: v1
      served: true
      storage: true
      subresources:
        status: {}
      additionalPrinterColumns:
        - {name: Color, type: string, jsonPath: .spec.color}
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          x-kubernetes-preserve-unknown-fields: true
          properties:
            spec:
              type: object
              required: [color]
              properties:
                color:
                  type: string
                  enum: [__COLOR__, green, white]
                range:
                  type: integer
                  minimum: 0
                  exclusiveMinimum: true
                  maximum: __MOST__
EOF
kubectl wait crd beacons.coast.example.com --for=condition=Established --timeout=1m
kubectl apply -f - <<'EOF'
apiVersion: coast.example.com/v1
kind: Beacon
metadata:
  name: __NAME__
  namespace: __SPACE__
spec: {color: __COLOR__, range: 12}
EOF
kubectl get __SHORT__ -n __SPACE__
