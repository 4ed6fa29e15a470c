// --applyset (alpha, KUBECTL_APPLYSET): an object on the server keeps which objects were applied together, and what has gone from the files is pruned.
import { createHash } from 'node:crypto';
import { byCodePoint } from '../../../apimachinery/goFormat.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { ApiError, isReason } from '../../../apimachinery/status.ts';
import { type Call, CommandError } from '../../call.ts';
import { groupVersionOf } from '../../discovery/mapping.ts';
import { type Mapping, pathOf } from '../../factory.ts';
import { clientVersion } from '../../grammar/commands.ts';
import { logLine } from '../../log.ts';
import { dryRunOf } from '../../printers/index.ts';
import type { Info } from '../../resources/index.ts';
import { patchInfo, writeQuery } from '../write.ts';
import { listMembers, pruneOne } from './prune.ts';

const prefix = 'applyset.kubernetes.io';
const tooling = `${prefix}/tooling`;
const kindsAnnotation = `${prefix}/contains-group-kinds`;
const namespacesAnnotation = `${prefix}/additional-namespaces`;
const idLabel = `${prefix}/id`;
const partOf = `${prefix}/part-of`;
const parentType = `${prefix}/is-parent-type`;

const tool = 'kubectl';
const manager = `${tool}-applyset`;

/** What may keep a set unless a custom resource says that it may. */
const parents = new Set(['secrets', 'configmaps']);

interface Extent {
  kinds: Map<string, Mapping>;
  namespaces: Set<string>;
}

/** `Deployment.apps`, `Secret` */
const kindText = ({ kind, group }: Mapping): string => (group ? `${kind}.${group}` : kind);

const failed = (what: string, error: unknown): CommandError => new CommandError(`${what}: ${(error as Error).message}`);

const both = (a: Extent, b: Extent): Extent => ({ kinds: new Map([...a.kinds, ...b.kinds]), namespaces: new Set([...a.namespaces, ...b.namespaces]) });

/** `[RESOURCE][.GROUP]/NAME`; a Secret when only a name is said. */
function parentOf(call: Call, typed: string): { mapping: Mapping; name: string } {
  const slash = typed.indexOf('/');
  const [resource, name] = slash < 0 ? ['secrets', typed] : [typed.slice(0, slash), typed.slice(slash + 1)];
  const refuse = (why: string): CommandError => new CommandError(`invalid parent reference ${JSON.stringify(typed)}: ${why}`);
  if (name === '') throw refuse('name cannot be blank');
  const mapping = call.factory.mapper().find(resource, { kinds: false });
  if (mapping) return { mapping, name };
  const dot = resource.indexOf('.');
  throw refuse(`no matches for ${dot < 0 ? '' : resource.slice(dot + 1)}/, Resource=${dot < 0 ? resource : resource.slice(0, dot)}`);
}

export class ApplySet {
  private readonly mapping: Mapping;
  private readonly name: string;
  private readonly namespace: string;
  private before: Extent = { kinds: new Map(), namespaces: new Set() };
  private after: Extent = { kinds: new Map(), namespaces: new Set() };

  constructor(
    private readonly call: Call,
    typed: string,
  ) {
    const { mapping, name } = parentOf(call, typed);
    this.mapping = mapping;
    this.name = name;
    // A namespace counts only when it was typed.
    const { namespace, explicit } = call.factory.namespace();
    this.namespace = explicit && mapping.namespaced ? namespace : '';
  }

  private get text(): string {
    return `${this.mapping.resource}.${this.mapping.group}/${this.name}`;
  }

  private get isBuiltIn(): boolean {
    return this.mapping.group === '' && this.mapping.version === 'v1' && parents.has(this.mapping.resource);
  }

  /** The hash of who the parent is, as the labels carry it. */
  private get id(): string {
    const { kind, group } = this.mapping;
    return `applyset-${createHash('sha256').update([this.name, this.namespace, kind, group].join('.')).digest('base64url')}-v1`;
  }

  validate(): void {
    const problems: string[] = [];
    if (this.mapping.namespaced && this.namespace === '') problems.push('namespace is required to use namespace-scoped ApplySet');
    if (!this.isBuiltIn && !this.allowed().includes(`${this.mapping.resource}.${this.mapping.group}`)) {
      const { group, version, resource } = this.mapping;
      problems.push(`resource ${JSON.stringify(`${group}/${version}, Resource=${resource}`)} is not permitted as an ApplySet parent`);
    }
    if (problems.length > 0) throw new CommandError(problems.length === 1 ? (problems[0] as string) : `[${problems.join(', ')}]`);
  }

  /** The custom resources that may keep sets, as their definitions say. */
  private allowed(): string[] {
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    return this.call.factory.request('GET', path, { query: { labelSelector: parentType } }).items.map(({ metadata }: Json) => metadata.name);
  }

  /** An object of the files, marked as a member. */
  labelled(object: Json): Json {
    const labels = object.metadata?.labels ?? {};
    if (labels[partOf] !== undefined) throw new CommandError(`ApplySet label ${JSON.stringify(partOf)} already set in input data`);
    return { ...object, metadata: { ...object.metadata, labels: { ...labels, [partOf]: this.id } } };
  }

  /** Reads the parent and makes it cover what is there and what comes, so that nothing is lost when the command ends early. */
  begin(infos: readonly Info[]): void {
    this.before = this.fetch();
    for (const { mapping, namespace } of infos) {
      this.after.kinds.set(kindText(mapping), mapping);
      if (mapping.namespaced && namespace) this.after.namespaces.add(namespace);
    }
    this.update(both(this.before, this.after));
  }

  /** Takes away what is no member any more, and says so in the parent. */
  prune(uids: ReadonlySet<string>): void {
    const places = [...this.before.kinds.values()].flatMap((mapping) => (mapping.namespaced ? [...this.before.namespaces] : [undefined]).map((namespace) => ({ mapping, namespace })));
    const gone = places.flatMap(({ mapping, namespace }) =>
      listMembers(this.call, mapping, namespace, `${partOf}=${this.id}`)
        .filter((object) => !uids.has(object.metadata.uid))
        .map((object) => ({ mapping, object })),
    );
    for (const { mapping, object } of gone) pruneOne(this.call, mapping, object);
    try {
      this.update(this.after);
    } catch (error) {
      throw failed('apply and prune succeeded, but ApplySet update failed', error);
    }
  }

  private fetch(): Extent {
    const none: Extent = { kinds: new Map(), namespaces: new Set() };
    let object: Json;
    try {
      object = this.call.factory.request('GET', pathOf(this.mapping, this.namespace, this.name));
    } catch (error) {
      if (!isReason(error, 'NotFound')) throw failed(`failed to fetch ApplySet parent object ${JSON.stringify(this.text)}`, error);
      if (!this.isBuiltIn) throw new CommandError('custom resource ApplySet parents cannot be created automatically');
      return none;
    }
    const { labels = {}, annotations = {} } = object.metadata;
    this.checkOwner(labels, annotations);
    const namespaces = (annotations[namespacesAnnotation] ?? '').split(',').filter(Boolean);
    return { kinds: this.kindsIn(annotations), namespaces: new Set(this.mapping.namespaced ? [...namespaces, this.namespace] : namespaces) };
  }

  private checkOwner(labels: Json, annotations: Json): void {
    const parent = `ApplySet parent object ${JSON.stringify(this.text)}`;
    const by = annotations[tooling];
    if (by === undefined) throw new CommandError(`${parent} already exists and is missing required annotation ${JSON.stringify(tooling)}`);
    const name = by.includes('/') ? by.slice(0, by.lastIndexOf('/')) : by;
    if (name !== tool) throw new CommandError(`${parent} already exists and is managed by tooling ${JSON.stringify(name)} instead of ${JSON.stringify(tool)}`);
    if (labels[idLabel] === undefined) throw new CommandError(`${parent} exists and does not have required label ${idLabel}`);
    if (labels[idLabel] !== this.id) throw new CommandError(`${parent} exists and has incorrect value for label ${JSON.stringify(idLabel)} (got: ${labels[idLabel]}, want: ${this.id})`);
  }

  private kindsIn(annotations: Json): Map<string, Mapping> {
    const parsing = `parsing ApplySet annotation on ${JSON.stringify(this.text)}`;
    const text = annotations[kindsAnnotation];
    if (text === undefined) throw new CommandError(`${parsing}: kubectl requires the ${JSON.stringify(kindsAnnotation)} annotation to be set on all ApplySet parent objects`);
    const all = this.call.factory.mapper().all();
    return new Map(
      text
        .split(',')
        .filter(Boolean)
        .map((kind: string) => {
          const mapping = all.find((each) => kindText(each) === kind);
          if (mapping) return [kind, mapping];
          const [name, ...group] = kind.split('.');
          throw new CommandError(
            `${parsing}: could not find mapping for kind in ${JSON.stringify(kindsAnnotation)} annotation: no matches for kind ${JSON.stringify(name)} in group ${JSON.stringify(group.join('.'))}`,
          );
        }),
    );
  }

  private update({ kinds, namespaces }: Extent): void {
    if (dryRunOf(this.call) === 'client') return;
    const annotations = {
      [tooling]: `${tool}/${clientVersion}`,
      [kindsAnnotation]: [...kinds.keys()].sort(byCodePoint).join(','),
      [namespacesAnnotation]: [...namespaces]
        .filter((namespace) => namespace !== this.namespace)
        .sort(byCodePoint)
        .join(','),
    };
    const { mapping, name, namespace } = this;
    const metadata = { name, ...(namespace ? { namespace } : {}), labels: { [idLabel]: this.id }, annotations };
    const body = { kind: mapping.kind, apiVersion: groupVersionOf(mapping), metadata };
    const send = (force: boolean): Json =>
      patchInfo(this.call, { mapping, name, namespace } as Info, 'apply', body, { query: { ...writeQuery(this.call), fieldManager: manager, force: String(force) } });
    try {
      this.sendTwice(send);
    } catch (error) {
      throw failed('failed to update ApplySet', error);
    }
  }

  /** Its own fields it takes back from whoever has changed them. */
  private sendTwice(send: (force: boolean) => Json): void {
    try {
      send(false);
    } catch (error) {
      if (!(error instanceof ApiError) || error.reason !== 'Conflict') throw error;
      const { environment } = this.call;
      environment.stderr(
        logLine(
          'W',
          environment.now(),
          'applyset.go:447',
          `WARNING: failed to update ApplySet: ${error.message}\nApplySet field manager ${manager} should own these fields. Retrying with conflicts forced.`,
        ),
      );
      send(true);
    }
  }
}
