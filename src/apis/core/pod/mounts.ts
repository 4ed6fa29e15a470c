// What a container mounts: volumes as directories, and volumes as block devices.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notFoundValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { each, optional } from '../../validation/each.ts';
import { descendingPath } from '../../validation/paths.ts';

type Volumes = ReadonlyMap<string, Json>;

const propagations = ['Bidirectional', 'HostToContainer', 'None'];

function validatePropagation(at: FieldPath, mode: string, container: Json): FieldError[] {
  const errors = propagations.includes(mode) ? [] : [notSupported(at, mode, propagations)];
  if (mode === 'Bidirectional' && !container.securityContext?.privileged) errors.push(forbiddenField(at, 'Bidirectional mount propagation is available only to privileged containers'));
  return errors;
}

function validateRecursiveReadOnly(at: FieldPath, mount: Json): FieldError[] {
  const mode = mount.recursiveReadOnly;
  if (mode === 'Disabled') return [];
  if (mode !== 'Enabled' && mode !== 'IfPossible') return [notSupported(at, mode, ['Disabled', 'Enabled', 'IfPossible'])];
  const errors = mount.readOnly ? [] : [forbiddenField(at, 'may only be specified when readOnly is true')];
  if (mount.mountPropagation && mount.mountPropagation !== 'None') errors.push(forbiddenField(at, 'may only be specified when mountPropagation is None or not specified'));
  return errors;
}

export function validateVolumeMounts(at: FieldPath, container: Json, volumes: Volumes): FieldError[] {
  const devices: Json[] = container.volumeDevices ?? [];
  const paths = new Set<string>();
  return each(at, container.volumeMounts, (item, mount) => {
    const errors: FieldError[] = [];
    if (!mount.name) errors.push(required(item.child('name')));
    if (!volumes.has(mount.name)) errors.push(notFoundValue(item.child('name'), mount.name));
    if (!mount.mountPath) errors.push(required(item.child('mountPath')));
    if (paths.has(mount.mountPath)) errors.push(invalidValue(item.child('mountPath'), mount.mountPath, 'must be unique'));
    paths.add(mount.mountPath);
    if (devices.some((device) => device.name === mount.name)) errors.push(invalidValue(item.child('name'), mount.name, 'must not already exist in volumeDevices'));
    if (devices.some((device) => device.devicePath === mount.mountPath)) errors.push(invalidValue(item.child('mountPath'), mount.mountPath, 'must not already exist as a path in volumeDevices'));
    // Upstream names the list, not the mount, for the rest.
    if (mount.subPath) errors.push(...descendingPath(at.child('subPath'), mount.subPath));
    if (mount.subPathExpr) {
      if (mount.subPath) errors.push(invalidValue(item.child('subPathExpr'), mount.subPathExpr, 'subPathExpr and subPath are mutually exclusive'));
      errors.push(...descendingPath(at.child('subPathExpr'), mount.subPathExpr));
    }
    errors.push(...optional(at.child('mountPropagation'), mount.mountPropagation, (where, mode) => validatePropagation(where, mode, container)));
    if (mount.recursiveReadOnly) errors.push(...validateRecursiveReadOnly(at.child('recursiveReadOnly'), mount));
    return errors;
  });
}

const isClaim = (volume: Json): boolean => Boolean(volume.persistentVolumeClaim || volume.ephemeral);

export function validateVolumeDevices(at: FieldPath, container: Json, volumes: Volumes): FieldError[] {
  const mounts: Json[] = container.volumeMounts ?? [];
  const names = new Set<string>();
  const paths = new Set<string>();
  return each(at, container.volumeDevices, (item, device) => {
    const errors: FieldError[] = [];
    const volume = volumes.get(device.name);
    if (!device.name) errors.push(required(item.child('name')));
    if (names.has(device.name)) errors.push(invalidValue(item.child('name'), device.name, 'must be unique'));
    if (volume && !isClaim(volume)) errors.push(invalidValue(item.child('name'), device.name, 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'));
    if (!volume) errors.push(notFoundValue(item.child('name'), device.name));
    if (!device.devicePath) errors.push(required(item.child('devicePath')));
    if (paths.has(device.devicePath)) errors.push(invalidValue(item.child('devicePath'), device.devicePath, 'must be unique'));
    if (device.devicePath?.split('/').includes('..')) errors.push(invalidValue(item.child('devicePath'), device.devicePath, "can not contain backsteps ('..')"));
    else paths.add(device.devicePath);
    if (mounts.some((mount) => mount.name === device.name)) errors.push(invalidValue(item.child('name'), device.name, 'must not already exist in volumeMounts'));
    if (mounts.some((mount) => mount.mountPath === device.devicePath)) errors.push(invalidValue(item.child('devicePath'), device.devicePath, 'must not already exist as a path in volumeMounts'));
    if (device.name) names.add(device.name);
    return errors;
  });
}
