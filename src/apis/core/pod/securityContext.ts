// Security contexts of pods and containers: users, groups, profiles, sysctls.
import { duplicate, type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required, tooLong } from '../../../apimachinery/fieldErrors.ts';
import { isInRange } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';
import { each, optional } from '../../validation/each.ts';
import { descendingPath } from '../../validation/paths.ts';
import { validateWindowsOptions } from './windows.ts';

/** A user's or a group's number. */
const identity = (at: FieldPath, value: Json): FieldError[] => isInRange(value, 0, 2147483647).map((text) => invalidValue(at, value, text));

const oneOf =
  (...supported: string[]) =>
  (at: FieldPath, value: Json): FieldError[] =>
    supported.includes(value) ? [] : [notSupported(at, value, supported)];

const profileTypes = ['Localhost', 'RuntimeDefault', 'Unconfined'];

function validateSeccomp(at: FieldPath, profile: Json): FieldError[] {
  const errors: FieldError[] = [];
  const { type, localhostProfile } = profile;
  if (!type) errors.push(required(at.child('type'), 'type is required when seccompProfile is set'));
  else errors.push(...oneOf(...profileTypes)(at.child('type'), type));
  if (type === 'Localhost') {
    if (localhostProfile === undefined) errors.push(required(at.child('localhostProfile'), 'must be set when seccomp type is Localhost'));
    else errors.push(...descendingPath(at.child('localhostProfile'), localhostProfile));
  } else if (localhostProfile !== undefined) errors.push(invalidValue(at.child('localhostProfile'), goStruct(profile, profileShape), 'can only be set when seccomp type is Localhost'));
  return errors;
}

const longestProfile = 4095;

function validateAppArmor(at: FieldPath, profile: Json): FieldError[] {
  const { type, localhostProfile } = profile;
  const where = at.child('localhostProfile');
  if (!type) return [required(at.child('type'), 'type is required when appArmorProfile is set')];
  if (!profileTypes.includes(type)) return [notSupported(at.child('type'), type, profileTypes)];
  if (type !== 'Localhost') return localhostProfile === undefined ? [] : [invalidValue(where, localhostProfile, 'can only be set when AppArmor type is Localhost')];
  if (!localhostProfile) return [required(where, 'must be set when AppArmor type is Localhost')];
  const errors = localhostProfile.trim() === localhostProfile ? [] : [invalidValue(where, localhostProfile, 'must not be padded with whitespace')];
  return localhostProfile.length > longestProfile ? [...errors, tooLong(where, longestProfile)] : errors;
}

const sysctlPattern = '([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const longestSysctl = 253;
const ipcSysctls = /^(kernel\.sem|kernel\.shm|kernel\.msg|fs\.mqueue\.)/;

function validateSysctls(at: FieldPath, sysctls: Json[], spec: Json): FieldError[] {
  const seen = new Set<string>();
  return each(at, sysctls, (item, sysctl) => {
    const where = item.child('name');
    const name: string = sysctl.name ?? '';
    const errors: FieldError[] = [];
    if (!name) errors.push(required(where));
    else if (name.length > longestSysctl || !new RegExp(`^${sysctlPattern}$`).test(name))
      errors.push(invalidValue(where, name, `must have at most ${longestSysctl} characters and match regex ^${sysctlPattern}$`));
    else if (seen.has(name)) errors.push(duplicate(where, name));
    const dotted = name.includes('/') ? name.replaceAll('/', '.') : name;
    if (spec.hostNetwork && dotted.startsWith('net.')) errors.push(invalidValue(where, name, "may not be specified when 'hostNetwork' is true"));
    else if (spec.hostIPC && ipcSysctls.test(dotted)) errors.push(invalidValue(where, name, "may not be specified when 'hostIPC' is true"));
    seen.add(name);
    return errors;
  });
}

/** spec.securityContext. The host's namespaces are part of it upstream, and of the spec in JSON. */
export function validatePodSecurityContext(at: FieldPath, spec: Json): FieldError[] {
  const context = spec.securityContext;
  if (!context) return [];
  const field = (name: string, check: (at: FieldPath, value: Json) => FieldError[]): FieldError[] => optional(at.child(name), context[name], check);
  const sharing = spec.shareProcessNamespace && spec.hostPID;
  return [
    ...field('fsGroup', identity),
    ...field('runAsUser', identity),
    ...field('runAsGroup', identity),
    ...each(at.child('supplementalGroups'), context.supplementalGroups, identity),
    ...(sharing ? [invalidValue(at.child('shareProcessNamespace'), true, 'ShareProcessNamespace and HostPID cannot both be enabled')] : []),
    ...field('sysctls', (where, sysctls) => validateSysctls(where, sysctls, spec)),
    ...field('fsGroupChangePolicy', oneOf('Always', 'OnRootMismatch')),
    ...field('seccompProfile', validateSeccomp),
    ...field('windowsOptions', validateWindowsOptions),
    ...field('appArmorProfile', validateAppArmor),
    ...field('supplementalGroupsPolicy', oneOf('Merge', 'Strict')),
    ...field('seLinuxChangePolicy', oneOf('MountOption', 'Recursive')),
  ];
}

const profileShape: GoStruct = [
  ['Type', 'type', ''],
  ['LocalhostProfile', 'localhostProfile', null],
];

/** core.SecurityContext as upstream shows it. */
export const securityContextShape: GoStruct = [
  [
    'Capabilities',
    'capabilities',
    null,
    [
      ['Add', 'add', null],
      ['Drop', 'drop', null],
    ],
  ],
  ['Privileged', 'privileged', null],
  [
    'SELinuxOptions',
    'seLinuxOptions',
    null,
    [
      ['User', 'user', ''],
      ['Role', 'role', ''],
      ['Type', 'type', ''],
      ['Level', 'level', ''],
    ],
  ],
  [
    'WindowsOptions',
    'windowsOptions',
    null,
    [
      ['GMSACredentialSpecName', 'gmsaCredentialSpecName', null],
      ['GMSACredentialSpec', 'gmsaCredentialSpec', null],
      ['RunAsUserName', 'runAsUserName', null],
      ['HostProcess', 'hostProcess', null],
    ],
  ],
  ['RunAsUser', 'runAsUser', null],
  ['RunAsGroup', 'runAsGroup', null],
  ['RunAsNonRoot', 'runAsNonRoot', null],
  ['ReadOnlyRootFilesystem', 'readOnlyRootFilesystem', null],
  ['AllowPrivilegeEscalation', 'allowPrivilegeEscalation', null],
  ['ProcMount', 'procMount', null],
  ['SeccompProfile', 'seccompProfile', null, profileShape],
  ['AppArmorProfile', 'appArmorProfile', null, profileShape],
];

function validateEscalation(at: FieldPath, context: Json): FieldError[] {
  if (context.allowPrivilegeEscalation !== false) return [];
  const shown = goStruct(context, securityContextShape);
  const errors = context.privileged ? [invalidValue(at, shown, 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true')] : [];
  if (context.capabilities?.add?.includes('CAP_SYS_ADMIN')) errors.push(invalidValue(at, shown, 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN'));
  return errors;
}

/** containers[*].securityContext. */
export function validateContainerSecurityContext(at: FieldPath, context: Json, hostUsers: boolean): FieldError[] {
  if (!context) return [];
  const field = (name: string, check: (at: FieldPath, value: Json) => FieldError[]): FieldError[] => optional(at.child(name), context[name], check);
  const unmasked = hostUsers && context.procMount === 'Unmasked';
  return [
    ...field('runAsUser', identity),
    ...field('runAsGroup', identity),
    ...field('procMount', oneOf('Default', 'Unmasked')),
    ...(unmasked ? [invalidValue(at.child('procMount'), context.procMount, '`hostUsers` must be false to use `Unmasked`')] : []),
    ...field('seccompProfile', validateSeccomp),
    ...validateEscalation(at, context),
    ...field('windowsOptions', validateWindowsOptions),
    ...field('appArmorProfile', validateAppArmor),
  ];
}

/** With a user namespace of its own, a pod may not share the host's other namespaces. */
export function validateHostUsers(at: FieldPath, spec: Json): FieldError[] {
  if (spec.hostUsers !== false) return [];
  const why = 'when `hostUsers` is false';
  return [
    ...(spec.hostNetwork ? [forbiddenField(at.child('hostNetwork'), why)] : []),
    ...(spec.hostPID ? [forbiddenField(at.child('HostPID'), why)] : []),
    ...(spec.hostIPC ? [forbiddenField(at.child('HostIPC'), why)] : []),
    ...['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
      each(at.child(list), spec[list], (item, container) => (container.volumeDevices?.length ? [forbiddenField(item.child('volumeDevices'), why)] : [])),
    ),
  ];
}
