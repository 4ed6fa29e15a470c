// Pods of Windows nodes: their own options, and the fields that mean nothing there.
import { type FieldError, type FieldPath, forbiddenField, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import { isDNS1123Subdomain } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { named } from '../../support/checks.ts';
import { containersOf } from './context.ts';

const limits = { specKiB: 64, domain: 256, user: 104 };
const netBios = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const dnsDomain = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const control = /\p{Cc}/u;
const strange = /["/\\:;|=,+*?<>@[\]]/;

/** What is wrong with `DOMAIN\user` or `user`. */
function userFaults(name: string): string[] {
  if (name === '') return ['runAsUserName cannot be an empty string'];
  if (control.test(name)) return ['runAsUserName cannot contain control characters'];
  const parts = name.split('\\');
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash'];
  const user = parts.at(-1) as string;
  const domain = parts.length === 2 ? (parts[0] as string) : undefined;
  const faults: string[] = [];
  if (domain !== undefined && domain.length >= limits.domain) faults.push(`runAsUserName's Domain length must be under ${limits.domain} characters`);
  if (domain !== undefined && !netBios.test(domain) && !dnsDomain.test(domain)) faults.push("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
  if (user === '') faults.push("runAsUserName's User cannot be empty");
  if (user.length > limits.user) faults.push(`runAsUserName's User length must not be longer than ${limits.user} characters`);
  if (/^[. ]+$/.test(user)) faults.push("runAsUserName's User cannot contain only periods or spaces");
  if (strange.test(user)) faults.push(`runAsUserName's User cannot contain the following characters: "/\\:;|=,+*?<>@[]`);
  return faults;
}

function specFaults(text: string): string[] {
  if (text === '') return ['gmsaCredentialSpec cannot be an empty string'];
  return Buffer.byteLength(text) > limits.specKiB * 1024 ? [`gmsaCredentialSpec size must be under ${limits.specKiB} KiB`] : [];
}

/** securityContext.windowsOptions of pods and containers. */
export function validateWindowsOptions(at: FieldPath, options: Json): FieldError[] {
  const { gmsaCredentialSpecName: name, gmsaCredentialSpec: spec, runAsUserName: user } = options;
  return [
    ...(name === undefined ? [] : named(isDNS1123Subdomain, at.child('gmsaCredentialSpecName'), name)),
    ...(spec === undefined ? [] : specFaults(spec).map((fault) => invalidValue(at.child('gmsaCredentialSpec'), spec, fault))),
    ...(user === undefined ? [] : userFaults(user).map((fault) => invalidValue(at.child('runAsUserName'), user, fault))),
  ];
}

/** Containers that are processes of the host: all or none, and on the host's network. */
export function validateHostProcess(at: FieldPath, spec: Json): FieldError[] {
  const ofPod: boolean | undefined = spec.securityContext?.windowsOptions?.hostProcess;
  const all = containersOf(spec).map(({ field, index, container }) => ({ at: at.child(field).index(index), own: container.securityContext?.windowsOptions?.hostProcess as boolean | undefined }));
  const errors = all
    .filter(({ own }) => ofPod !== undefined && own !== undefined && own !== ofPod)
    .map(({ at: where, own }) => invalidValue(where.child('securityContext', 'windowsOptions', 'hostProcess'), own, `pod hostProcess value must be identical if both are specified, was ${ofPod}`));
  const count = all.filter(({ own }) => own ?? ofPod).length;
  if (count > 0 && count !== all.length) errors.push(invalidValue(at, '', 'If pod contains any hostProcess containers then all containers must be HostProcess containers'));
  if (count > 0 && !spec.hostNetwork) errors.push(invalidValue(at.child('hostNetwork'), false, 'hostNetwork must be true if pod contains any hostProcess containers'));
  return errors;
}

/** Fields of the pod's security context and of its spec, in upstream's order. */
const podFields: readonly (readonly string[])[] = [
  ['securityContext', 'appArmorProfile'],
  ['securityContext', 'seLinuxOptions'],
  ['hostUsers'],
  ['hostPID'],
  ['hostIPC'],
  ['securityContext', 'seccompProfile'],
  ['securityContext', 'fsGroup'],
  ['securityContext', 'fsGroupChangePolicy'],
  ['securityContext', 'sysctls'],
  ['shareProcessNamespace'],
  ['securityContext', 'runAsUser'],
  ['securityContext', 'runAsGroup'],
  ['securityContext', 'supplementalGroups'],
  ['securityContext', 'supplementalGroupsPolicy'],
  ['securityContext', 'seLinuxChangePolicy'],
];
const containerFields = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];
/** Not set and false are the same for these: they are no pointers upstream. */
const plain = new Set(['hostPID', 'hostIPC']);

const isSet = (value: Json, field: string): boolean => (plain.has(field) ? Boolean(value) : value !== undefined && !(field === 'sysctls' && value.length === 0));

export function validateWindowsPod(at: FieldPath, spec: Json): FieldError[] {
  const forbidden = (where: FieldPath): FieldError => forbiddenField(where, 'cannot be set for a windows pod');
  return [
    ...podFields
      .filter((path) =>
        isSet(
          path.reduce((value, field) => value?.[field], spec),
          path.at(-1) as string,
        ),
      )
      .map((path) => forbidden(at.child(...path))),
    ...containersOf(spec).flatMap(({ field, index, container }) =>
      containerFields.filter((name) => container.securityContext?.[name] !== undefined).map((name) => forbidden(at.child(field).index(index).child('securityContext', name))),
    ),
  ];
}

export function validateLinuxPod(at: FieldPath, spec: Json): FieldError[] {
  const forbidden = (where: FieldPath): FieldError => forbiddenField(where.child('securityContext', 'windowsOptions'), 'windows options cannot be set for a linux pod');
  return [
    ...(spec.securityContext?.windowsOptions ? [forbidden(at)] : []),
    ...containersOf(spec)
      .filter(({ container }) => container.securityContext?.windowsOptions)
      .map(({ field, index }) => forbidden(at.child(field).index(index))),
  ];
}
