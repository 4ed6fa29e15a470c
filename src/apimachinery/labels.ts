// Label selectors: reading them, asking them, printing them (k8s.io/apimachinery/pkg/labels and metav1.LabelSelector).
import { FieldPath, fieldErrorText, invalidValue } from './fieldErrors.ts';
import type { FieldError } from './fieldErrors.ts';
import type { Json } from './object.ts';
import { isQualifiedName, isValidLabelValue } from './names.ts';
import { parseRequirements } from './selectorParser.ts';

export type Labels = Readonly<Record<string, string>>;
export type SelectionOperator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';

export interface Requirement {
  key: string;
  operator: SelectionOperator;
  values: readonly string[];
}

const isInt64 = (text: string): boolean => /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text.replace('+', ''))) === BigInt(text.replace('+', ''));

function requirementMatches({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case 'in':
    case '=':
    case '==':
      return value !== undefined && values.includes(value);
    case 'notin':
    case '!=':
      return value === undefined || !values.includes(value);
    default: {
      if (value === undefined || !isInt64(value)) return false;
      const bound = BigInt(values[0] as string);
      return operator === 'gt' ? BigInt(value) > bound : BigInt(value) < bound;
    }
  }
}

/** A list of requirements that must all hold. */
export class Selector {
  readonly requirements: readonly Requirement[];

  constructor(
    requirements: readonly Requirement[],
    private readonly nothing = false,
  ) {
    this.requirements = [...requirements].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  matches(labels: Labels | undefined): boolean {
    return !this.nothing && this.requirements.every((requirement) => requirementMatches(requirement, labels ?? {}));
  }

  /** It lets everything pass. */
  get empty(): boolean {
    return !this.nothing && this.requirements.length === 0;
  }
}

export const everything = (): Selector => new Selector([]);
export const nothing = (): Selector => new Selector([], true);

const operatorNeeds: Partial<Record<SelectionOperator, string>> = {
  '=': 'exact-match compatibility requires one single value',
  '==': 'exact-match compatibility requires one single value',
  '!=': 'exact-match compatibility requires one single value',
  gt: "for 'Gt', 'Lt' operators, exactly one value is required",
  lt: "for 'Gt', 'Lt' operators, exactly one value is required",
};

function keyErrors(key: string): FieldError[] {
  const messages = isQualifiedName(key);
  return messages.length > 0 ? [invalidValue('<nil>', key, messages.join('; '))] : [];
}

function valueErrors({ key, operator, values }: Requirement): FieldError[] {
  const at = FieldPath.root('values');
  const errors: FieldError[] = [];
  if ((operator === 'in' || operator === 'notin') && values.length === 0) errors.push(invalidValue(at, values, "for 'in', 'notin' operators, values set can't be empty"));
  if (operatorNeeds[operator] && values.length !== 1) errors.push(invalidValue(at, values, operatorNeeds[operator]));
  if ((operator === 'exists' || operator === '!') && values.length !== 0) errors.push(invalidValue(at, values, 'values set must be empty for exists and does not exist'));
  if (operator === 'gt' || operator === 'lt') {
    values.forEach((value, i) => {
      if (!isInt64(value)) errors.push(invalidValue(at.index(i), value, "for 'Gt', 'Lt' operators, the value must be an integer"));
    });
  }
  values.forEach((value, i) => {
    const messages = isValidLabelValue(value);
    if (messages.length > 0) errors.push(invalidValue(at.index(i).key(key), value, messages.join('; ')));
  });
  return errors;
}

function failOn(errors: FieldError[]): void {
  if (errors.length === 0) return;
  const texts = [...new Set(errors.map(fieldErrorText))];
  throw new Error(texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`);
}

/** The requirement, when its key and its values can be labels'; else an Error that says why not. */
function checked(requirement: Requirement): Requirement {
  failOn([...keyErrors(requirement.key), ...valueErrors(requirement)]);
  return requirement;
}

/** Reads `env in (prod,dev),tier!=back,!old`. */
export const parseSelector = (text: string): Selector => new Selector(parseRequirements(text, (key) => failOn(keyErrors(key)), checked));

function requirementText({ key, operator, values }: Requirement): string {
  if (operator === 'exists') return key;
  if (operator === '!') return `!${key}`;
  if (operator === 'in' || operator === 'notin') return `${key} ${operator} (${[...values].sort().join(',')})`;
  const sign = operator === 'gt' ? '>' : operator === 'lt' ? '<' : operator;
  return `${key}${sign}${values.join(',')}`;
}

/** The selector as a query carries it. */
export const selectorText = (selector: Selector): string => selector.requirements.map(requirementText).join(',');

const expressionOperators: Record<string, SelectionOperator> = { In: 'in', NotIn: 'notin', Exists: 'exists', DoesNotExist: '!' };

/** A plain map as a selector; what it holds need not be able to be a label. */
export const fromSet = (labels: Readonly<Record<string, string>>): Selector => new Selector(Object.entries(labels).map(([key, value]) => ({ key, operator: '=', values: [value] })));

/** metav1.LabelSelector as a selector: none selects nothing, an empty one everything. */
export function fromLabelSelector(selector: Json): Selector {
  if (selector === undefined || selector === null) return nothing();
  const requirements = Object.entries<string>(selector.matchLabels ?? {}).map(([key, value]) => checked({ key, operator: '=', values: [value] }));
  for (const expression of selector.matchExpressions ?? []) {
    const operator = expressionOperators[expression.operator];
    if (!operator) throw new Error(`${JSON.stringify(expression.operator ?? '')} is not a valid label selector operator`);
    requirements.push(checked({ key: expression.key, operator, values: expression.values ?? [] }));
  }
  return new Selector(requirements);
}

/** The metav1.LabelSelector that selects the same. Throws for what it cannot say. */
export function toLabelSelector(selector: Selector): Json {
  const names = Object.fromEntries(Object.entries(expressionOperators).map(([name, operator]) => [operator, name]));
  const matchLabels: Record<string, string> = {};
  const matchExpressions: Json[] = [];
  for (const { key, operator, values } of selector.requirements) {
    if (operator === '=' || operator === '==') matchLabels[key] = values[0] as string;
    else if (operator === 'gt' || operator === 'lt') throw new Error(`"${operator}" isn't supported in label selectors`);
    else if (operator === '!=') throw new Error('"!=" is not a valid label selector operator');
    else matchExpressions.push({ key, operator: names[operator], ...(values.length > 0 ? { values: [...values].sort() } : {}) });
  }
  return { ...(Object.keys(matchLabels).length > 0 ? { matchLabels } : {}), ...(matchExpressions.length > 0 ? { matchExpressions } : {}) };
}

/** A metav1.LabelSelector as tables and descriptions print it. */
export function formatLabelSelector(selector: Json): string {
  try {
    return selectorText(fromLabelSelector(selector)) || '<none>';
  } catch {
    return '<error>';
  }
}

/** `a=1,b=2`, or `<none>`. */
export function formatLabels(labels: Labels | undefined | null): string {
  const text = Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
  return text || '<none>';
}
