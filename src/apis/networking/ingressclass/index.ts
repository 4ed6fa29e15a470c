// IngressClass: which controller serves the Ingresses of a class.
import { type FieldError, FieldPath, forbiddenField, invalidValue, notSupported, required, tooLong } from '../../../apimachinery/fieldErrors.ts';
import { regexError } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { dns1123Label, dns1123Subdomain, immutable } from '../../support/checks.ts';
import { ageOf, defaultMarked } from '../../support/columns.ts';
import { typedReference } from '../ingress/validation.ts';

const specAt = FieldPath.root('spec');
const controllerAt = specAt.child('controller');
const longestController = 250;
const pathFormat = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";

/** `example.com/path`: the name of a controller, with whose it is. */
export function domainPrefixedPath(at: FieldPath, value: string): FieldError[] {
  const slash = value.indexOf('/');
  const host = value.slice(0, slash);
  const path = value.slice(slash + 1);
  if (slash <= 0 || path === '') return [invalidValue(at, value, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  const errors = dns1123Subdomain(at, host);
  return new RegExp(`^${pathFormat}$`).test(path) ? errors : [...errors, invalidValue(at, path, regexError('Invalid path', pathFormat))];
}

function controllerErrors(controller: string | undefined): FieldError[] {
  if (!controller) return [required(controllerAt)];
  return [...(controller.length > longestController ? [tooLong(controllerAt, longestController)] : []), ...domainPrefixedPath(controllerAt, controller)];
}

function parameterErrors(parameters: Json): FieldError[] {
  if (!parameters) return [];
  const at = specAt.child('parameters');
  const { scope, namespace } = parameters;
  const errors = typedReference(at, parameters);
  if (scope !== 'Cluster' && scope !== 'Namespace') return [...errors, notSupported(at.child('scope'), scope ?? '', ['Cluster', 'Namespace'])];
  const namespaceAt = at.child('namespace');
  if (scope === 'Cluster') return namespace === undefined ? errors : [...errors, forbiddenField(namespaceAt, "`parameters.scope` is set to 'Cluster'")];
  return [...errors, ...(namespace === undefined ? [required(namespaceAt, "`parameters.scope` is set to 'Namespace'")] : dns1123Label(namespaceAt, namespace))];
}

const validateIngressClass = ({ spec = {} }: Json): FieldError[] => [...controllerErrors(spec.controller), ...parameterErrors(spec.parameters)];

function parametersText(parameters: Json): string {
  if (!parameters) return '<none>';
  const kind = parameters.apiGroup === undefined ? parameters.kind : `${parameters.kind}.${parameters.apiGroup}`;
  return `${kind}/${parameters.name}`;
}

export const ingressClass: Kind = {
  resource: 'ingressclasses.networking.k8s.io',
  generation: 'spec',
  applyDefaults: (object) => {
    if (object.spec?.parameters) object.spec.parameters.scope ??= 'Cluster';
  },
  validate: validateIngressClass,
  validateUpdate: (object, old) => [...immutable(controllerAt, object.spec?.controller, old.spec?.controller), ...validateIngressClass(object)],
  validateUpdateOnly: true,
  row: (object, { now }) => [defaultMarked(object, 'ingressclass.kubernetes.io/is-default-class'), object.spec?.controller ?? '', parametersText(object.spec?.parameters), ageOf(object, now)],
};
