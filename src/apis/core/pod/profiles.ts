// Seccomp and AppArmor as annotations said them before there were fields: what the annotations may be, and that they say what the fields say.
import { type FieldError, type FieldPath, forbiddenField, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { sortedEntries } from '../../validation/labels.ts';
import { descendingPath } from '../../validation/paths.ts';
import { containersOf } from './context.ts';

export const seccompPodAnnotation = 'seccomp.security.alpha.kubernetes.io/pod';
export const seccompContainerPrefix = 'container.seccomp.security.alpha.kubernetes.io/';
export const appArmorPrefix = 'container.apparmor.security.beta.kubernetes.io/';

function validateSeccompText(at: FieldPath, profile: string): FieldError[] {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(profile)) return [];
  return profile.startsWith('localhost/') ? descendingPath(at, profile.slice('localhost/'.length)) : [invalidValue(at, profile, 'must be a valid seccomp profile')];
}

const isAppArmorText = (profile: string): boolean => ['', 'runtime/default', 'unconfined'].includes(profile) || profile.startsWith('localhost/');

export function validateProfileAnnotations(at: FieldPath, annotations: Json, spec: Json): FieldError[] {
  const names = new Set(containersOf(spec).map(({ container }) => container.name));
  const entries = sortedEntries<string>(annotations);
  return [
    ...entries.filter(([key]) => key === seccompPodAnnotation).flatMap(([key, profile]) => validateSeccompText(at.child(key), profile)),
    ...entries.filter(([key]) => key.startsWith(seccompContainerPrefix)).flatMap(([key, profile]) => validateSeccompText(at.child(key), profile)),
    ...entries
      .filter(([key]) => key.startsWith(appArmorPrefix))
      .flatMap(([key, profile]) => {
        const container = key.slice(appArmorPrefix.length);
        return [
          ...(names.has(container) ? [] : [invalidValue(at.key(key), container, 'container not found')]),
          ...(isAppArmorText(profile) ? [] : [invalidValue(at.key(key), profile, `invalid AppArmor profile name: ${JSON.stringify(profile)}`)]),
        ];
      }),
  ];
}

/** What the annotation calls each type. */
const texts: Record<string, readonly string[]> = { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default'] };

function mismatch(at: FieldPath, annotation: string, profile: Json, program: string, alias?: string): FieldError[] {
  const differs = (field: string, what: string): FieldError[] => [forbiddenField(at.child(field), `${program} ${what} in annotation and field must match`)];
  const known = texts[profile.type];
  if (known) return known.includes(annotation) || annotation === alias ? [] : differs('type', 'type');
  if (profile.type !== 'Localhost') return [];
  if (!annotation.startsWith('localhost/')) return differs('type', 'type');
  return annotation.slice('localhost/'.length) === profile.localhostProfile ? [] : differs('localhostProfile', 'profile');
}

/** Annotation and field must say the same where both are there. */
export function validateProfilesMatch(at: FieldPath, { annotations = {} }: Json, spec: Json): FieldError[] {
  const seccomp = (where: FieldPath, key: string, profile: Json): FieldError[] =>
    profile && annotations[key] !== undefined
      ? mismatch(where.child('securityContext', 'seccompProfile'), annotations[key], profile, 'seccomp', profile.type === 'RuntimeDefault' ? 'docker/default' : undefined)
      : [];
  const containers = containersOf(spec).map(({ field, index, container }) => ({ where: at.child(field).index(index), name: container.name, own: container.securityContext }));
  const appArmor = ({ where, name, own }: (typeof containers)[number]): FieldError[] => {
    const profile = own?.appArmorProfile ?? spec.securityContext?.appArmorProfile;
    const annotation = annotations[`${appArmorPrefix}${name}`];
    return profile && annotation !== undefined ? mismatch(where.child('securityContext', 'appArmorProfile'), annotation, profile, 'apparmor') : [];
  };
  return [
    ...seccomp(at, seccompPodAnnotation, spec.securityContext?.seccompProfile),
    ...containers.flatMap(({ where, name, own }) => seccomp(where, `${seccompContainerPrefix}${name}`, own?.seccompProfile)),
    ...(spec.os?.name === 'windows' ? [] : containers.flatMap(appArmor)),
  ];
}

/** The field that an AppArmor annotation stands for. */
export function appArmorField(annotation: string): Json {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  const name = annotation.startsWith('localhost/') ? annotation.slice('localhost/'.length).trim() : '';
  return name ? { type: 'Localhost', localhostProfile: name } : undefined;
}

const kept = (key: string): string | undefined => (key.startsWith(appArmorPrefix) ? 'AppArmor annotations' : key === 'kubernetes.io/config.mirror' ? 'mirror pod annotation' : undefined);

/** Annotations of a pod that stay as they were made. */
export function validateKeptAnnotations(at: FieldPath, annotations: Record<string, string> = {}, old: Record<string, string> = {}): FieldError[] {
  const error = (verb: string, key: string): FieldError[] => {
    const what = kept(key);
    return what ? [forbiddenField(at.key(key), `may not ${verb} ${what}`)] : [];
  };
  return [
    ...sortedEntries(old).flatMap(([key, value]) => (annotations[key] === value ? [] : error('remove or update', key))),
    ...sortedEntries(annotations).flatMap(([key]) => (Object.hasOwn(old, key) ? [] : error('add', key))),
  ];
}
