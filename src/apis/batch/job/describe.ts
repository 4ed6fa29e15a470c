// What `kubectl describe job` says.
import { humanDuration } from '../../../apimachinery/duration.ts';
import { fromLabelSelector, selectorText } from '../../../apimachinery/labels.ts';
import { type Json, parseTime } from '../../../apimachinery/object.ts';
import type { Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { orUnset, timeText, writeController, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';
import { writePodTemplate } from '../../describe/podTemplate.ts';

const longestIndexes = 50;

/** Long lists end at the first comma after fifty characters. */
function indexesText(indexes: string): string {
  if (indexes === '') return '<none>';
  const comma = indexes.indexOf(',', longestIndexes);
  return comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`;
}

function writeWishes(out: Description, { spec }: Json): void {
  if (spec.parallelism !== undefined) out.field('Parallelism', spec.parallelism);
  out.field('Completions', orUnset(spec.completions));
  if (spec.completionMode !== undefined) out.field('Completion Mode', spec.completionMode);
  if (spec.suspend !== undefined) out.field('Suspend', spec.suspend);
  if (spec.backoffLimit !== undefined) out.field('Backoff Limit', spec.backoffLimit);
  if (spec.ttlSecondsAfterFinished !== undefined) out.field('TTL Seconds After Finished', spec.ttlSecondsAfterFinished);
}

function writeTimes(out: Description, { spec, status }: Json): void {
  const { startTime, completionTime } = status;
  if (startTime) out.field('Start Time', timeText(startTime));
  if (completionTime) out.field('Completed At', timeText(completionTime));
  if (startTime && completionTime) out.field('Duration', humanDuration(parseTime(completionTime) - parseTime(startTime)));
  if (spec.activeDeadlineSeconds !== undefined) out.field('Active Deadline Seconds', `${spec.activeDeadlineSeconds}s`);
}

function writePods(out: Description, { spec, status }: Json): void {
  const { active = 0, ready, succeeded = 0, failed = 0 } = status;
  out.field('Pods Statuses', `${active} Active${ready === undefined ? '' : ` (${ready} Ready)`} / ${succeeded} Succeeded / ${failed} Failed`);
  if (spec.completionMode === 'Indexed') out.field('Completed Indexes', indexesText(status.completedIndexes ?? ''));
}

/** Who has no selector selects nothing, which has no text. */
export function jobSelectorText(selector: Json): string {
  try {
    return selectorText(fromLabelSelector(selector));
  } catch (error) {
    return `Failed to get selector: ${(error as Error).message}`;
  }
}

export const jobDescriber: Describer = {
  resource: 'jobs.batch',
  describe(job, out) {
    const read = { spec: job.spec, status: job.status ?? {} };
    writeName(out, job);
    out.field('Selector', jobSelectorText(job.spec.selector));
    writeLabelsAndAnnotations(out, job);
    writeController(out, job);
    writeWishes(out, read);
    writeTimes(out, read);
    writePods(out, read);
    writePodTemplate(out, job.spec.template);
  },
};
