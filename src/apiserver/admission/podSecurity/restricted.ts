// The restricted level: what hardened pods must say of themselves.
import type { Json } from '../../../apimachinery/object.ts';
import { badSeccomp } from './baseline.ts';
import { type Check, containers, containersOf, hasOwnUsers, isWindows, namesOf, type PodLike, plural, quoted, setters, sortedSet, type Violation } from './pods.ts';

function allowPrivilegeEscalation(pod: PodLike, minor: number): Violation | undefined {
  if (minor >= 25 && isWindows(pod)) return undefined;
  const names = namesOf(pod, (c) => c.securityContext?.allowPrivilegeEscalation !== false);
  return names.length === 0 ? undefined : { reason: 'allowPrivilegeEscalation != false', detail: `${containers(names)} must set securityContext.allowPrivilegeEscalation=false` };
}

function capabilities(pod: PodLike, minor: number): Violation | undefined {
  if (minor >= 25 && isWindows(pod)) return undefined;
  const added = (c: Json): string[] => (c.securityContext?.capabilities?.add ?? []).filter((name: string) => name !== 'NET_BIND_SERVICE');
  const keeping = namesOf(pod, (c) => !c.securityContext?.capabilities?.drop?.includes('ALL'));
  const adding = namesOf(pod, (c) => added(c).length > 0);
  const details = [
    ...(keeping.length > 0 ? [`${containers(keeping)} must set securityContext.capabilities.drop=["ALL"]`] : []),
    ...(adding.length > 0 ? [`${containers(adding)} must not include ${quoted(sortedSet(containersOf(pod).flatMap(added)))} in securityContext.capabilities.add`] : []),
  ];
  return details.length === 0 ? undefined : { reason: 'unrestricted capabilities', detail: details.join('; ') };
}

const volumeTypes = new Set(['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret']);

function volumes({ spec }: PodLike): Violation | undefined {
  const typeOf = (volume: Json): string => Object.keys(volume).find((field) => field !== 'name') ?? 'unknown';
  const bad: Json[] = (spec.volumes ?? []).filter((volume: Json) => !volumeTypes.has(typeOf(volume)));
  if (bad.length === 0) return undefined;
  const types = sortedSet(bad.map(typeOf));
  const names = bad.map((volume) => volume.name);
  return {
    reason: 'restricted volume types',
    detail: `${plural('volume', 'volumes', names.length)} ${quoted(names)} ${plural('uses', 'use', names.length)} ${plural('restricted volume type', 'restricted volume types', types.length)} ${quoted(types)}`,
  };
}

function runAsNonRoot(pod: PodLike): Violation | undefined {
  if (hasOwnUsers(pod)) return undefined;
  const own = pod.spec.securityContext?.runAsNonRoot;
  const reason = 'runAsNonRoot != true';
  const who = setters(
    own === false,
    namesOf(pod, (c) => c.securityContext?.runAsNonRoot === false),
  );
  if (who) return { reason, detail: `${who} must not set securityContext.runAsNonRoot=false` };
  const names = own ? [] : namesOf(pod, (c) => c.securityContext?.runAsNonRoot === undefined);
  return names.length === 0 ? undefined : { reason, detail: `pod or ${containers(names)} must set securityContext.runAsNonRoot=true` };
}

function runAsUser(pod: PodLike): Violation | undefined {
  if (hasOwnUsers(pod)) return undefined;
  const who = setters(
    pod.spec.securityContext?.runAsUser === 0,
    namesOf(pod, (c) => c.securityContext?.runAsUser === 0),
  );
  return who ? { reason: 'runAsUser=0', detail: `${who} must not set runAsUser=0` } : undefined;
}

function seccompProfile(pod: PodLike, minor: number): Violation | undefined {
  if (minor >= 25 && isWindows(pod)) return undefined;
  const bad = badSeccomp(pod);
  if (bad) return bad;
  const names = pod.spec.securityContext?.seccompProfile ? [] : namesOf(pod, (c) => !c.securityContext?.seccompProfile);
  return names.length === 0 ? undefined : { reason: 'seccompProfile', detail: `pod or ${containers(names)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"` };
}

/** In the order of their names, as they are told. */
export const restricted: readonly Check[] = [
  { id: 'allowPrivilegeEscalation', level: 'restricted', since: 8, find: allowPrivilegeEscalation },
  { id: 'capabilities_restricted', level: 'restricted', since: 22, overrides: ['capabilities_baseline'], find: capabilities },
  { id: 'restrictedVolumes', level: 'restricted', overrides: ['hostPathVolumes'], find: volumes },
  { id: 'runAsNonRoot', level: 'restricted', find: runAsNonRoot },
  { id: 'runAsUser', level: 'restricted', since: 23, find: runAsUser },
  { id: 'seccompProfile_restricted', level: 'restricted', since: 19, overrides: ['seccompProfile_baseline'], find: seccompProfile },
];
