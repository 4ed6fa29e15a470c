// Images: there already, pulled, or not to be had.
import type { Json } from '../apimachinery/object.ts';
import { lookUpImage, refusalOf } from '../containers/index.ts';
import type { ContainerSlot } from '../nodes/host/index.ts';
import { loginsFor, tellOfMissing } from './pullSecrets.ts';
import { between } from './timing.ts';
import { tell, type Work } from './work.ts';

const backoff = { first: 10_000, longest: 300_000 };
/** After a failed pull the kubelet says so this long, then that it waits. */
const failureShown = 11_000;

/** Go prints durations with as many digits as they need: 850ms, 1.234s. */
const durationText = (ms: number): string => (ms < 1000 ? `${ms}ms` : `${ms / 1000}s`);

export const hasImage = ({ host }: Work, name: string): boolean => host.images.some((image) => image.names.includes(name));

/** True when the container may be created; else what it waits for is in the slot and the next look is booked. */
export function imageReady(work: Work, container: Json, slot: ContainerSlot): boolean {
  if (work.host.runtime === 'hollow' || slot.pulled) return true;
  const { now, looks, context, record } = work;
  if (slot.waiting.reason === 'ErrImagePull') return backOff(work, container, slot);
  const image = lookUpImage(container.image);
  if ('invalid' in image) return refuse(work, container, slot, image.invalid);
  const refusal = 'error' in image ? undefined : refusalOf(image, loginsFor(work));
  if (!slot.pull) {
    // What was pulled with somebody's credentials is not for those who have none.
    const there = hasImage(work, image.name) && refusal === undefined;
    if (there && container.imagePullPolicy !== 'Always') {
      tell(work, { reason: 'Pulled', message: `Container image "${container.image}" already present on machine and can be accessed by the pod`, container });
      slot.pulled = true;
      return true;
    }
    if (container.imagePullPolicy === 'Never') return never(work, container, slot);
    tellOfMissing(work);
    tell(work, { reason: 'Pulling', message: `Pulling image "${container.image}"`, container });
    const range = 'error' in image || refusal ? ([600, 1800] as const) : there ? ([400, 900] as const) : image.pullTime;
    slot.pull = { from: now, until: now + between(range, context.seed, 'pull', record.uid, container.name, slot.restarts) };
  }
  if (slot.pull.until > now) {
    looks.push(slot.pull.until);
    return false;
  }
  const took = durationText(slot.pull.until - slot.pull.from);
  delete slot.pull;
  if ('error' in image || refusal) return failed(work, container, slot, 'error' in image ? image.error : (refusal as string));
  if (!hasImage(work, image.name)) work.host.images.push({ names: [`${image.repository}@${image.digest}`, image.name], bytes: image.bytes });
  slot.pulled = true;
  delete slot.pullBackoff;
  tell(work, { reason: 'Pulled', message: `Successfully pulled image "${container.image}" in ${took} (${took} including waiting). Image size: ${image.bytes} bytes.`, container });
  return true;
}

function failed(work: Work, container: Json, slot: ContainerSlot, error: string): false {
  slot.waiting = { reason: 'ErrImagePull', message: error };
  slot.pullBackoff = slot.pullBackoff ? Math.min(slot.pullBackoff * 2, backoff.longest) : backoff.first;
  slot.retryAt = work.now + Math.min(failureShown, slot.pullBackoff);
  work.looks.push(slot.retryAt);
  tell(work, { type: 'Warning', reason: 'Failed', message: `Failed to pull image "${container.image}": ${error}`, container });
  tell(work, { type: 'Warning', reason: 'Failed', message: 'Error: ErrImagePull', container });
  return false;
}

function backOff(work: Work, container: Json, slot: ContainerSlot): false {
  const error = slot.waiting.message ?? '';
  slot.waiting = { reason: 'ImagePullBackOff', message: `Back-off pulling image "${container.image}": ErrImagePull: ${error}` };
  slot.retryAt = work.now + Math.max((slot.pullBackoff ?? 0) - failureShown, 0) + 4_000;
  work.looks.push(slot.retryAt);
  tell(work, { reason: 'BackOff', message: `Back-off pulling image "${container.image}"`, container });
  tell(work, { type: 'Warning', reason: 'Failed', message: 'Error: ImagePullBackOff', container });
  return false;
}

function never(work: Work, container: Json, slot: ContainerSlot): false {
  const message = `Container image "${container.image}" is not present with pull policy of Never`;
  slot.waiting = { reason: 'ErrImageNeverPull', message };
  slot.retryAt = work.now + 12_000;
  work.looks.push(slot.retryAt);
  tell(work, { type: 'Warning', reason: 'ErrImageNeverPull', message, container });
  tell(work, { type: 'Warning', reason: 'Failed', message: 'Error: ErrImageNeverPull', container });
  return false;
}

function refuse(work: Work, container: Json, slot: ContainerSlot, why: string): false {
  const message = `Failed to apply default image tag "${container.image}": ${why}`;
  slot.waiting = { reason: 'InvalidImageName', message };
  slot.retryAt = work.now + 12_000;
  work.looks.push(slot.retryAt);
  tell(work, { type: 'Warning', reason: 'InspectFailed', message, container });
  tell(work, { type: 'Warning', reason: 'Failed', message: 'Error: InvalidImageName', container });
  return false;
}
