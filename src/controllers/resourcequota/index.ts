// Counts again what a namespace uses of its quotas.
import { deepEqual, type Json, keyOf, splitKey } from '../../apimachinery/object.ts';
import { parseQuantity, Quantity } from '../../apimachinery/quantity.ts';
import { inScopes, resourceCounted, usageChanged, usageOf } from '../../apis/quota.ts';
import type { Change, Client, Component, ComponentContext } from '../../client/index.ts';
import { isNotFound } from '../../apimachinery/status.ts';
import { controllerCredential } from '../shared/identity.ts';
import { resourceOfKind, watchEverything } from '../shared/resources.ts';

const resource = 'resourcequotas';

export const resourceQuota: Component = {
  name: 'resourcequota-controller',
  credential: controllerCredential('resourcequota-controller'),
  watches: [{ resource }, ...watchEverything(keysOfCounted)],
  reconcile(key, context) {
    recount(key, context);
    return undefined;
  },
};

function keysOfCounted({ type, object, old }: Change, { client }: ComponentContext): string[] {
  const { namespace } = object.metadata;
  if (!namespace) return [];
  const counted = resourceOfKind(client, object)?.resource;
  if (!counted || (type === 'MODIFIED' && old && !usageChanged(counted, old, object))) return [];
  return client.list(resource, { namespace }).map(keyOf);
}

function recount(key: string, { client }: ComponentContext): void {
  const { namespace, name } = splitKey(key);
  const quota = client.find(resource, name, namespace);
  if (!quota) return;
  const hard: Record<string, string> = quota.spec.hard ?? {};
  const used: Record<string, Quantity> = {};
  for (const counted of new Set(Object.keys(hard).map(resourceCounted))) {
    if (!counted) continue;
    for (const each of Object.keys(hard)) if (resourceCounted(each) === counted) used[each] = Quantity.of(0);
    for (const object of listed(client, counted, namespace)) {
      if (!inScopes(quota, counted, object)) continue;
      for (const [each, amount] of Object.entries(usageOf(counted, object))) if (used[each]) used[each] = used[each].add(amount);
    }
  }
  const status = { hard, used: Object.fromEntries(Object.entries(used).map(([each, amount]) => [each, amount.toString()])) };
  if (sameAmounts(quota.status?.used, status.used) && sameAmounts(quota.status?.hard, hard)) return;
  client.updateStatus(resource, quota, (draft: Json) => {
    draft.status = status;
  });
}

/** A quota may count a kind that is not there. */
function listed(client: Client, counted: string, namespace: string | undefined): readonly Json[] {
  try {
    return client.list(counted, { namespace });
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

function sameAmounts(a: Record<string, string> | undefined, b: Record<string, string>): boolean {
  const plain = (list: Record<string, string> | undefined): Record<string, string> => Object.fromEntries(Object.entries(list ?? {}).map(([name, value]) => [name, String(parseQuantity(value).nanos)]));
  return deepEqual(plain(a), plain(b));
}
