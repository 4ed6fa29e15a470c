// What a limit for containers is when it does not say: the default is the largest allowed, the default request is the default or the smallest.
import type { Json } from '../../../apimachinery/object.ts';

type Amounts = Record<string, Json>;

const fill = (target: Amounts | undefined, source: Amounts | undefined): Amounts => ({ ...source, ...target });

function settle(item: Json, field: string, amounts: Amounts): void {
  if (Object.keys(amounts).length > 0) item[field] = Object.fromEntries(Object.entries(amounts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function applyLimitRangeDefaults(object: Json): void {
  for (const item of object.spec?.limits ?? []) {
    if (item.type !== 'Container') continue;
    const limits = fill(item.default, item.max);
    settle(item, 'default', limits);
    settle(item, 'defaultRequest', fill(fill(item.defaultRequest, limits), item.min));
  }
}
