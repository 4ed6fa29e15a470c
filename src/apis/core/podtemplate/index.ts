// PodTemplate: a template that stands alone.
import { FieldPath } from '../../../apimachinery/fieldErrors.ts';
import { formatLabels } from '../../../apimachinery/labels.ts';
import type { Kind } from '../../kind.ts';
import { containerCells } from '../pod/columns.ts';
import { applyTemplateDefaults } from '../pod/defaults.ts';
import { validatePodTemplate } from '../pod/spec.ts';
import { templateWarnings } from '../pod/warnings.ts';

export const podTemplate: Kind = {
  resource: 'podtemplates',
  generation: 'spec',
  podTemplate: ['template'],
  applyDefaults: (object) => applyTemplateDefaults(object.template),
  validate: (object) => validatePodTemplate(FieldPath.root('template'), object.template),
  warnings: (object, old) => (old && object.metadata.generation === old.metadata.generation ? [] : templateWarnings(object, ['template'])),
  row: (object) => [object.metadata.name, ...containerCells(object.template), formatLabels(object.template?.metadata?.labels)],
};
