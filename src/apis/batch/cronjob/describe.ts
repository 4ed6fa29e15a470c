// What `kubectl describe cronjob` says.
import type { Json } from '../../../apimachinery/object.ts';
import type { Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { orNone, orUnset, timeText, trueOrFalse, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';
import { writePodTemplate } from '../../describe/podTemplate.ts';
import { jobSelectorText } from '../job/describe.ts';

const seconds = (value: Json): string => (value === undefined ? '<unset>' : `${value}s`);

function writeJobTemplate(out: Description, { selector, parallelism, completions, activeDeadlineSeconds, template }: Json): void {
  out.field('Selector', selector ? jobSelectorText(selector) : '<unset>');
  out.field('Parallelism', orUnset(parallelism));
  out.field('Completions', orUnset(completions));
  if (activeDeadlineSeconds !== undefined) out.field('Active Deadline Seconds', seconds(activeDeadlineSeconds));
  writePodTemplate(out, template);
}

export const cronJobDescriber: Describer = {
  resource: 'cronjobs.batch',
  describe(cronJob, out) {
    const { spec, status } = cronJob;
    writeName(out, cronJob);
    writeLabelsAndAnnotations(out, cronJob);
    out.field('Schedule', spec.schedule);
    out.field('Concurrency Policy', spec.concurrencyPolicy ?? '');
    out.field('Suspend', spec.suspend === undefined ? '<unset>' : trueOrFalse(spec.suspend));
    out.field('Time Zone', orUnset(spec.timeZone));
    out.field('Successful Job History Limit', orUnset(spec.successfulJobsHistoryLimit));
    out.field('Failed Job History Limit', orUnset(spec.failedJobsHistoryLimit));
    out.field('Starting Deadline Seconds', seconds(spec.startingDeadlineSeconds));
    writeJobTemplate(out, spec.jobTemplate.spec);
    out.field('Last Schedule Time', status?.lastScheduleTime ? timeText(status.lastScheduleTime) : '<unset>');
    out.field('Active Jobs', orNone((status?.active ?? []).map(({ name }: Json) => name).join(', ')));
  },
};
