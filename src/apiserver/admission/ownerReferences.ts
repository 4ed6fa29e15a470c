// Who gives an object owners must be allowed to delete it, and to hold up the deletion of owners that it blocks. Off unless enabled.
import { builtInKind, splitGroupVersion } from '../../apis/resources.ts';
import { deepEqual, type OwnerReference } from '../../apimachinery/object.ts';
import { forbidden } from '../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, isWrite } from './types.ts';

function may(request: AdmissionRequest, verb: string, of: { group: string; resource: string; subresource: string; name: string }): boolean {
  const { context, namespace } = request;
  return context.server.authorize({ user: context.user, verb, isResource: true, path: '', namespace, ...of }).allowed;
}

function mayHold(request: AdmissionRequest, { apiVersion, kind, name }: OwnerReference): boolean {
  const owner = builtInKind({ ...splitGroupVersion(apiVersion), kind }) ?? request.context.server.resources().find((r) => r.kind === kind && apiVersion === `${r.group}/${r.version}`);
  return owner !== undefined && may(request, 'update', { group: owner.group, resource: owner.resource, subresource: 'finalizers', name });
}

export const ownerReferencesPermissionEnforcement: AdmissionPlugin = {
  name: 'OwnerReferencesPermissionEnforcement',
  offByDefault: true,
  validate(request) {
    if (!isWrite(request) || request.subresource === 'status') return;
    const before: OwnerReference[] = request.old?.metadata.ownerReferences ?? [];
    const now: OwnerReference[] = request.object.metadata.ownerReferences ?? [];
    if (deepEqual(before, now)) return;
    const { group, resource } = request.resource;
    const refuse = (why: string): never => {
      throw forbidden(request.resource, request.name, why);
    };
    if (!may(request, 'delete', { group, resource, subresource: '', name: request.name })) refuse("cannot set an ownerRef on a resource you can't delete: , <nil>");
    const blocking = now.filter((ref) => ref.blockOwnerDeletion && !before.some((old) => old.uid === ref.uid && old.blockOwnerDeletion));
    if (blocking.some((ref) => !mayHold(request, ref))) refuse("cannot set blockOwnerDeletion if an ownerReference refers to a resource you can't set finalizers on: , <nil>");
  },
};
