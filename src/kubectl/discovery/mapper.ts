// Names to resources, over the server's discovery documents. Groups are asked one by one, in the server's order of
// preference, until the name is found: most commands need the first only.
import type { Json } from '../../apimachinery/object.ts';
import { CommandError, NoKindMatch } from '../errors.ts';
import type { Documents } from './documents.ts';
import { groupVersionOf, type Mapper, type Mapping } from './mapping.ts';

interface Group {
  name: string;
  /** Preferred first. */
  versions: string[];
}

interface Wanted {
  resource: string;
  group: string;
  version: string;
}

export class DiscoveryMapper implements Mapper {
  private known = new Map<string, Mapping[]>();
  private groupList: Group[] | undefined;

  constructor(private readonly documents: Documents) {}

  reset(): void {
    this.documents.invalidate();
    this.known = new Map();
    this.groupList = undefined;
  }

  /** What is not found in documents that were kept is looked for once more in the server's own. */
  private sought<Found>(search: () => Found | undefined): Found | undefined {
    const found = search();
    if (found !== undefined || this.documents.isFresh) return found;
    this.reset();
    return search();
  }

  /** The group of names without group comes first: it is asked before the list of the others. */
  private *groups(): Generator<Group> {
    yield { name: '', versions: ['v1'] };
    this.groupList ??= ((this.documents.at('/apis')?.groups ?? []) as Json[]).filter(({ name }) => name !== '').map((group) => ({ name: group.name, versions: orderVersions(group) }));
    yield* this.groupList;
  }

  private resources(group: string, version: string): Mapping[] {
    const path = group ? `/apis/${group}/${version}` : `/api/${version}`;
    const known = this.known.get(path);
    if (known) return known;
    const listed = (this.documents.at(path)?.resources ?? []) as Json[];
    const mappings = listed.filter((each) => !each.name.includes('/')).map((each) => toMapping(group, version, each));
    this.known.set(path, mappings);
    return mappings;
  }

  groupVersions(): string[] {
    return [...this.groups()].flatMap((group) => group.versions.map((version) => groupVersionOf({ group: group.name, version })));
  }

  all(): Mapping[] {
    const out: Mapping[] = [];
    for (const group of this.groups()) {
      const seen = new Set<string>();
      for (const version of group.versions) {
        for (const mapping of this.resources(group.name, version)) {
          if (seen.has(mapping.resource)) continue;
          seen.add(mapping.resource);
          out.push(mapping);
        }
      }
    }
    return out;
  }

  category(name: string): Mapping[] | undefined {
    const found = this.all().filter((mapping) => mapping.categories.includes(name));
    return found.length > 0 ? found : undefined;
  }

  forArgument(name: string): Mapping {
    const found = this.find(name);
    if (!found) throw new CommandError(`the server doesn't have a resource type ${JSON.stringify(name.split('.')[0])}`);
    return found;
  }

  find(name: string, { kinds = true, again = true } = {}): Mapping | undefined {
    return again ? this.sought(() => this.read(name, kinds)) : this.read(name, kinds);
  }

  private read(name: string, kinds: boolean): Mapping | undefined {
    for (const wanted of readings(name)) {
      const found = this.search(wanted, matchesResource);
      if (found) return found;
    }
    if (!kinds) return undefined;
    for (const wanted of readings(name)) {
      const found = this.search(wanted, matchesKind);
      if (found) return found;
    }
    return undefined;
  }

  private search(wanted: Wanted, matches: (mapping: Mapping, name: string) => boolean): Mapping | undefined {
    const groupFits = wanted.group ? [(name: string) => name === wanted.group, (name: string) => name.startsWith(wanted.group)] : [() => true];
    for (const fits of groupFits) {
      for (const group of this.groups()) {
        if (!fits(group.name)) continue;
        for (const version of group.versions) {
          if (wanted.version && version !== wanted.version) continue;
          const found = this.resources(group.name, version).find((mapping) => matches(mapping, wanted.resource));
          if (found) return found;
        }
      }
    }
    return undefined;
  }

  forKind(apiVersion: string, kind: string): Mapping {
    const slash = apiVersion.indexOf('/');
    const group = slash < 0 ? '' : apiVersion.slice(0, slash);
    const found = this.sought(() => this.resources(group, apiVersion.slice(slash + 1)).find((mapping) => matchesKind(mapping, kind)));
    if (!found) throw new NoKindMatch(`no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`);
    return found;
  }
}

function orderVersions(group: Json): string[] {
  const versions = (group.versions as Json[]).map((each) => each.version as string);
  const preferred = group.preferredVersion?.version;
  return preferred ? [preferred, ...versions.filter((version) => version !== preferred)] : versions;
}

const toMapping = (group: string, version: string, raw: Json): Mapping => ({
  group: raw.group ?? group,
  version: raw.version ?? version,
  kind: raw.kind,
  resource: raw.name,
  singular: raw.singularName || raw.kind.toLowerCase(),
  shortNames: raw.shortNames ?? [],
  categories: raw.categories ?? [],
  namespaced: raw.namespaced,
  verbs: raw.verbs ?? [],
});

/** What `a.b.c` may mean: resource a of version b in group c, or resource a of group b.c. */
function readings(name: string): Wanted[] {
  const parts = name.split('.');
  const resource = parts[0] ?? '';
  const out: Wanted[] = [];
  if (parts.length >= 3) out.push({ resource, version: parts[1] ?? '', group: parts.slice(2).join('.') });
  out.push({ resource, version: '', group: parts.slice(1).join('.') });
  return out;
}

function matchesResource(mapping: Mapping, name: string): boolean {
  const lower = name.toLowerCase();
  return mapping.resource === lower || mapping.singular === lower || mapping.shortNames.includes(name);
}

const matchesKind = (mapping: Mapping, name: string): boolean => mapping.kind === name || mapping.kind.toLowerCase() === name;
