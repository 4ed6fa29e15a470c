// What the expressions of a policy get wrong of the kinds that it matches: told as warnings, since the kinds may change.
import { compileCel } from '../../../apimachinery/cel.ts';
import { type CelSchema, celTypeOf } from '../../../apimachinery/celSchema.ts';
import { type CelType, dynType } from '../../../apimachinery/celTypes.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { builtInResources, groupVersionText, type ResourceInfo } from '../../resources.ts';
import { resolve, type Schema } from '../../schema.ts';
import { scopeOf, withVariables } from '../expressions.ts';

const most = 10;

const dereference = (schema: CelSchema): CelSchema => resolve(schema as Schema).schema as CelSchema;

const typeOfKind = ({ schema, kind }: ResourceInfo): CelType | undefined => celTypeOf(schema as CelSchema, kind, true, dereference);

const named = (list: readonly string[] | undefined, wild: string): string[] => ((list ?? []).some((text) => text.includes(wild)) ? [] : [...(list ?? [])].sort());

/** The kinds that the rules name; wild cards name none. */
function kindsOf(spec: Json): ResourceInfo[] {
  const found = new Map<string, ResourceInfo>();
  for (const rule of spec.matchConstraints?.resourceRules ?? []) {
    const [groups, versions] = [named(rule.apiGroups, '*'), named(rule.apiVersions, '*')];
    const resources: string[] = (rule.resources ?? []).filter((text: string) => !/[*/]/.test(text));
    for (const info of builtInResources) {
      if (groups.includes(info.group) && versions.includes(info.version) && resources.includes(info.resource)) found.set(`${info.group} ${info.version} ${info.kind}`, info);
    }
  }
  return [...found.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, most)
    .map(([, info]) => info);
}

function paramsType({ paramKind }: Json): CelType | undefined {
  if (!paramKind) return undefined;
  const info = builtInResources.find((one) => one.kind === paramKind.kind && groupVersionText(one) === paramKind.apiVersion);
  return (info && typeOfKind(info)) ?? dynType;
}

function warningOf(expression: string, spec: Json, kinds: readonly ResourceInfo[]): string {
  const texts = kinds.flatMap((info) => {
    const scope = withVariables(scopeOf({ object: typeOfKind(info) ?? dynType, params: paramsType(spec) }), spec.variables);
    const { fault } = compileCel(expression, scope);
    return fault ? [`${groupVersionText(info)}, Kind=${info.kind}: ${fault}\n`] : [];
  });
  return texts.join('\n');
}

export function typeWarnings(spec: Json): Json[] {
  const kinds = kindsOf(spec);
  return (spec.validations ?? []).flatMap((validation: Json, i: number) =>
    ['expression', 'messageExpression'].flatMap((field) => {
      const warning = validation[field] ? warningOf(validation[field], spec, kinds) : '';
      return warning ? [{ fieldRef: `spec.validations[${i}].${field}`, warning }] : [];
    }),
  );
}
