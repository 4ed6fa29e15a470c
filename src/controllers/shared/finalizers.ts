// Adding and removing finalizers.
import type { KubeObject } from '../../apimachinery/object.ts';
import type { Client } from '../../client/index.ts';
import { ignoringAbsence, patchMetadata } from './owners.ts';

export const hasFinalizer = (object: KubeObject, finalizer: string): boolean => object.metadata.finalizers?.includes(finalizer) ?? false;

export function addFinalizer(client: Client, resource: string, object: KubeObject, finalizer: string): void {
  ignoringAbsence(() =>
    client.update(resource, object, (draft) => {
      draft.metadata.finalizers = [...(draft.metadata.finalizers ?? []), finalizer];
    }),
  );
}

export function removeFinalizer(client: Client, resource: string, object: KubeObject, finalizer: string): void {
  ignoringAbsence(() =>
    client.update(resource, object, (draft) => {
      const left = (draft.metadata.finalizers ?? []).filter((f) => f !== finalizer);
      if (left.length > 0) draft.metadata.finalizers = left;
      else delete draft.metadata.finalizers;
    }),
  );
}

/** The same for objects that the controller may patch but not replace. */
export function patchFinalizerAway(client: Client, resource: string, object: KubeObject, finalizer: string): void {
  ignoringAbsence(() =>
    patchMetadata(client, resource, object, (draft) => {
      draft.metadata.finalizers = (draft.metadata.finalizers ?? []).filter((f: string) => f !== finalizer);
    }),
  );
}
