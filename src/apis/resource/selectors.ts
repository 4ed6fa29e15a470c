// How claims and classes choose devices, and what they tell drivers: expressions in CEL about a device, and opaque parameters.
import { compileCel } from '../../apimachinery/cel.ts';
import { boolType, dynType, mapType, objectType, opaqueType, stringType } from '../../apimachinery/celTypes.ts';
import { type FieldError, type FieldPath, invalidValue, notSupported, required, tooLong, tooMany } from '../../apimachinery/fieldErrors.ts';
import { isValidLabelValue } from '../../apimachinery/names.ts';
import type { Json } from '../../apimachinery/object.ts';
import { dns1123Subdomain, named } from '../support/checks.ts';
import { each } from '../validation/each.ts';
import { labelKey } from '../validation/labels.ts';

const most = { selectors: 32, config: 32 };
const longest = { expression: 10 * 1024, parameters: 10 * 1024, driver: 63 };

const device = objectType('DRADevice', {
  driver: stringType,
  attributes: mapType(stringType, mapType(stringType, dynType)),
  capacity: mapType(stringType, mapType(stringType, opaqueType('kubernetes.Quantity'))),
  allowMultipleAllocations: boolType,
});

function expressionErrors(at: FieldPath, expression: string): FieldError[] {
  if (expression.length > longest.expression) return [tooLong(at, longest.expression)];
  const { fault, type } = compileCel(expression, { device });
  if (fault) return [invalidValue(at, expression, `compilation failed: ${fault}`)];
  return type === 'bool' || type === 'dyn' ? [] : [invalidValue(at, expression, `must evaluate to bool or the unknown type, not ${type}`)];
}

/** A list, unless it is too long to look at. */
export const limited = (at: FieldPath, list: readonly Json[] | undefined, limit: number, check: (at: FieldPath, item: Json, i: number) => FieldError[]): FieldError[] =>
  (list?.length ?? 0) > limit ? [tooMany(at, list?.length ?? 0, limit)] : each(at, list, check);

export const selectorErrors = (at: FieldPath, selectors: Json[] | undefined): FieldError[] =>
  limited(at, selectors, most.selectors, (item, { cel }) => (cel ? expressionErrors(item.child('cel', 'expression'), cel.expression ?? '') : [required(item.child('cel'))]));

export function driverName(at: FieldPath, name: string | undefined): FieldError[] {
  if (!name) return [required(at)];
  return [...(name.length > longest.driver ? [tooLong(at, longest.driver)] : []), ...dns1123Subdomain(at, name.toLowerCase())];
}

function configurationErrors(at: FieldPath, { opaque }: Json): FieldError[] {
  if (!opaque) return [required(at.child('opaque'))];
  const { driver, parameters } = opaque;
  const parametersAt = at.child('opaque', 'parameters');
  const errors = driverName(at.child('opaque', 'driver'), driver);
  if (parameters === undefined || parameters === null) return [...errors, required(parametersAt)];
  if (JSON.stringify(parameters).length > longest.parameters) return [...errors, tooLong(parametersAt, longest.parameters)];
  return typeof parameters === 'object' && !Array.isArray(parameters) ? errors : [...errors, invalidValue(parametersAt, '<value omitted>', 'must be a valid JSON object')];
}

export const configErrors = (at: FieldPath, config: Json[] | undefined, others: (at: FieldPath, item: Json) => FieldError[] = () => []): FieldError[] =>
  limited(at, config, most.config, (item, one) => [...others(item, one), ...configurationErrors(item, one)]);

const operators = ['Equal', 'Exists'];
const effects = ['NoExecute', 'NoSchedule', 'None'];

export function tolerationErrors(at: FieldPath, { key, operator, value, effect }: Json): FieldError[] {
  const errors = key ? labelKey(at.child('key'), key) : [];
  if (!operator) errors.push(required(at.child('operator')));
  else if (!operators.includes(operator)) errors.push(notSupported(at.child('operator'), operator, operators));
  else if (operator === 'Exists' && value) errors.push(invalidValue(at.child('value'), value, 'must be empty for operator `Exists`'));
  else if (operator === 'Equal') errors.push(...named(isValidLabelValue, at.child('value'), value ?? ''));
  if (effect && !effects.includes(effect)) errors.push(notSupported(at.child('effect'), effect, effects));
  return errors;
}

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
const longestId = 32;

function identifierErrors(at: FieldPath, id: string): FieldError[] {
  const detail =
    "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_' (e.g. 'my_name',  or 'MY_NAME',  or 'MyName', regex used for validation is '[A-Za-z_][A-Za-z0-9_]*')";
  return [...(id.length > longestId ? [tooLong(at, longestId)] : []), ...(identifier.test(id) ? [] : [invalidValue(at, id, detail)])];
}

/** `domain/name`, or a name alone. */
export function attributeName(at: FieldPath, name: string): FieldError[] {
  const parts = name.split('/');
  if (parts.length === 1) return identifierErrors(at, name);
  const [domain = '', id = ''] = parts;
  return [
    ...(domain === '' ? [invalidValue(at, '', 'the domain must not be empty')] : driverName(at, domain)),
    ...(id === '' ? [invalidValue(at, '', 'the name must not be empty')] : identifierErrors(at, id)),
  ];
}

export const fullAttributeName = (at: FieldPath, name: string): FieldError[] => [
  ...attributeName(at, name),
  ...(name.includes('/') ? [] : [invalidValue(at, name, 'a fully qualified name must be a domain and a name separated by a slash')]),
];
