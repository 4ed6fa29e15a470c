// APIService: who answers for a version of a group.
import { type FieldError, FieldPath, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { dns1035Label, dns1123Subdomain } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';

const specAt = FieldPath.root('spec');

function versionErrors(version: string): FieldError[] {
  return dns1035Label(specAt.child('version'), version);
}

function priority(field: string, value: number | undefined, most: number): FieldError[] {
  const n = value ?? 0;
  return n > 0 && n <= most ? [] : [invalidValue(specAt.child(field), n, `must be positive and less than ${most}`)];
}

function serviceErrors({ service, caBundle, insecureSkipTLSVerify }: Json): FieldError[] {
  if (!service) {
    const unset = (field: string, wrong: boolean, name: string): FieldError[] => (wrong ? [invalidValue(specAt.child(field), name, 'local APIServices may not have a caBundle')] : []);
    return [
      ...unset('caBundle', Boolean(caBundle), `${Buffer.byteLength(caBundle ?? '', 'base64')} bytes`),
      ...(insecureSkipTLSVerify ? [invalidValue(specAt.child('insecureSkipTLSVerify'), true, 'local APIServices may not have insecureSkipTLSVerify')] : []),
    ];
  }
  const at = specAt.child('service');
  const errors = ['namespace', 'name'].filter((field) => !service[field]).map((field) => required(at.child(field)));
  if (service.port < 1 || service.port > 65535) errors.push(invalidValue(at.child('port'), service.port, 'port is not valid: must be between 1 and 65535, inclusive'));
  if (insecureSkipTLSVerify && caBundle) errors.push(invalidValue(specAt.child('insecureSkipTLSVerify'), true, 'may not be true if caBundle is present'));
  return errors;
}

function validateApiService({ metadata, spec = {} }: Json): FieldError[] {
  const expected = `${spec.version ?? ''}.${spec.group ?? ''}`;
  const core = !spec.group && spec.version !== 'v1';
  return [
    ...(metadata.name === expected ? [] : [invalidValue('metadata.name', metadata.name, `must be \`spec.version+"."+spec.group\`: ${JSON.stringify(expected)}`)]),
    ...(spec.group ? dns1123Subdomain(specAt.child('group'), spec.group) : core ? [required(specAt.child('group'), 'only v1 may have an empty group and it better be legacy kube')] : []),
    ...versionErrors(spec.version ?? ''),
    ...priority('groupPriorityMinimum', spec.groupPriorityMinimum, 20000),
    ...priority('versionPriority', spec.versionPriority, 1000),
    ...serviceErrors(spec),
  ];
}

function availableText({ status }: Json): string {
  const condition = (status?.conditions ?? []).find((c: Json) => c.type === 'Available');
  if (!condition) return 'Unknown';
  return condition.status !== 'True' && condition.reason ? `${condition.status} (${condition.reason})` : condition.status;
}

export const apiService: Kind = {
  resource: 'apiservices.apiregistration.k8s.io',
  nameRule: 'pathSegment',
  applyDefaults: (object) => {
    if (object.spec?.service) object.spec.service.port ??= 443;
  },
  prepareForCreate: (object) => {
    const local = { type: 'Available', status: 'True', reason: 'Local', message: 'Local APIServices are always available', lastTransitionTime: object.metadata.creationTimestamp };
    object.status = object.spec?.service ? {} : { conditions: [local] };
  },
  validate: validateApiService,
  validateStatusUpdate: (object) =>
    (object.status?.conditions ?? []).flatMap((c: Json, i: number) =>
      ['True', 'False', 'Unknown'].includes(c.status) ? [] : [notSupported(FieldPath.root('status').child('conditions').index(i).child('status'), c.status ?? '', ['True', 'False', 'Unknown'])],
    ),
  row: (object, { now }) => {
    const service = object.spec?.service;
    return [object.metadata.name, service ? `${service.namespace}/${service.name}` : 'Local', availableText(object), ageOf(object, now)];
  },
};
