// Visits what the sources give, in order, each thing decorated as upstream's visitors do it.
import { parseSelector } from '../../apimachinery/labels.ts';
import type { Program } from '../../sim/index.ts';
import { CommandError } from '../errors.ts';
import type { Mapping } from '../discovery/mapping.ts';
import type { Info, ResourceOptions, Result } from './contract.ts';
import { isList, itemsOf } from './object.ts';
import { type Context, fetchObject, infoFor, mappingOf, type Source, type Step, withNamespace } from './sources.ts';

export interface Plan {
  sources: Source[];
  /** They are files: their objects may be fetched anew, and filtered by labels here. */
  fromFiles: boolean;
  namespace: string;
  enforceNamespace: boolean;
  singleItemImplied: boolean;
  targetsSingleItems: boolean;
  mappings: readonly Mapping[];
}

export class VisitedResult implements Result {
  readonly singleItemImplied: boolean;
  readonly targetsSingleItems: boolean;
  readonly mappings: readonly Mapping[];

  constructor(
    private readonly context: Context,
    private readonly options: ResourceOptions,
    private readonly plan: Plan,
  ) {
    this.singleItemImplied = plan.singleItemImplied;
    this.targetsSingleItems = plan.targetsSingleItems;
    this.mappings = plan.mappings;
  }

  // biome-ignore lint/suspicious/noConfusingVoidType: a visitor may be a program or a plain function
  *visit(each: (info: Info) => Program<unknown> | void): Program<void> {
    const errors: Error[] = [];
    for (const step of this.steps()) {
      if ('error' in step) {
        errors.push(step.error);
      } else {
        try {
          const program = each(step.info);
          if (program) yield* program;
        } catch (error) {
          errors.push(error as Error);
        }
      }
      if (errors.length > 0 && !this.options.continueOnError) throw errors[0];
    }
    if (errors.length > 0) throw new AggregateError(errors);
  }

  gather(): { infos: Info[]; errors: Error[] } {
    const infos: Info[] = [];
    const errors: Error[] = [];
    for (const step of this.steps()) {
      if ('info' in step) infos.push(step.info);
      else errors.push(step.error);
      if (errors.length > 0 && !this.options.continueOnError) break;
    }
    return { infos, errors };
  }

  infos(): Info[] {
    const { infos, errors } = this.gather();
    if (errors.length > 0) throw this.options.continueOnError ? new AggregateError(errors) : errors[0];
    return infos;
  }

  private *steps(): Generator<Step> {
    const matches = this.labelFilter();
    for (const source of this.plan.sources) {
      for (const step of source()) {
        for (const flat of this.flattened(step)) {
          const done = 'error' in flat ? flat : this.decorated(flat.info);
          if ('error' in done || matches(done.info)) yield done;
        }
      }
    }
  }

  /** Files are filtered here; a server filters itself. */
  private labelFilter(): (info: Info) => boolean {
    const text = this.options.labelSelector;
    if (!this.plan.fromFiles || !text) return () => true;
    try {
      const selector = parseSelector(text);
      return (info) => selector.matches(info.object?.metadata?.labels ?? {});
    } catch (error) {
      throw new CommandError(`the provided selector ${JSON.stringify(text)} is not valid: ${(error as Error).message}`);
    }
  }

  private *flattened(step: Step): Generator<Step> {
    if ('error' in step || !this.options.flatten || !isList(step.info.object)) {
      yield step;
      return;
    }
    const { object, source, mapping } = step.info;
    for (const item of itemsOf(object)) {
      try {
        const same = item.kind === mapping.kind && mapping.verbs.length > 0;
        yield* this.flattened({ info: same ? { ...step.info, name: item.metadata?.name ?? '', namespace: item.metadata?.namespace ?? '', object: item } : this.itemInfo(item, source) });
      } catch (error) {
        yield { error: error as Error };
      }
    }
  }

  private itemInfo(item: Info['object'], source: string): Info {
    if (isList(item)) return { mapping: mappingOf(this.context, { ...this.options, local: true }, item, source), namespace: '', name: '', object: item, source };
    return infoFor(this.context, this.options, item, source);
  }

  private decorated(info: Info): Step {
    try {
      const latest = this.plan.fromFiles && this.options.latest && info.name !== '';
      // What is fetched anew is looked for where its file says; only then is the namespace compared.
      if (latest) {
        this.setNamespace(info);
        info.object = fetchObject(this.context, this.options, info);
      }
      if (!this.options.local) this.placeInNamespace(info);
      if (info.object === undefined && this.options.requireObject !== false) info.object = fetchObject(this.context, this.options, info);
      return { info };
    } catch (error) {
      return { error: error as Error };
    }
  }

  /** SetNamespace, RequireNamespace and FilterNamespace, in this order. */
  private placeInNamespace(info: Info): void {
    const { namespace } = this.plan;
    if (!info.mapping.namespaced) {
      if (info.namespace) this.move(info, '');
      return;
    }
    this.setNamespace(info);
    if (!this.plan.enforceNamespace) return;
    if (info.namespace === '') this.move(info, namespace);
    else if (info.namespace !== namespace) {
      throw new CommandError(
        `the namespace from the provided object ${JSON.stringify(info.namespace)} does not match the namespace ${JSON.stringify(namespace)}. You must pass '--namespace=${info.namespace}' to perform this operation.`,
      );
    }
  }

  private setNamespace(info: Info): void {
    if (info.mapping.namespaced && info.namespace === '' && this.options.defaultNamespace !== false) this.move(info, this.plan.namespace);
  }

  private move(info: Info, namespace: string): void {
    if (info.namespace === namespace) return;
    info.namespace = namespace;
    info.object = withNamespace(info.object, namespace);
  }
}
