// What prints an object by a go-template, and by a jsonpath.
import { goQuote, goValue } from '../../apimachinery/goFormat.ts';
import { GoTemplateError, parseGoTemplate } from '../../apimachinery/goTemplate.ts';
import { parseJsonPath } from '../../apimachinery/jsonpath.ts';
import { toJson } from '../../apimachinery/json.ts';
import { CommandError } from '../errors.ts';
import { goSyntax } from './goSyntax.ts';
import type { Printer } from './printer.ts';
import { sortedKeys } from './structured.ts';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function goTemplatePrinter(text: string, allowMissingKeys: boolean): Printer {
  const template = attempt(`error parsing template ${text}, `, () => parseGoTemplate(text, { missingKeyError: !allowMissingKeys }));
  return {
    print(object, write) {
      const data = sortedKeys(object);
      try {
        write(template.execute(data));
      } catch (error) {
        // The real one writes this to standard output, after what the template had written by then.
        if (error instanceof GoTemplateError) write(error.output);
        write(`Error executing template: ${messageOf(error)}. Printing more information for debugging the template:\n`);
        write(`\ttemplate was:\n\t\t${text}\n\traw data was:\n\t\t${JSON.stringify(object)}\n\tobject given to template engine was:\n\t\t${goValue(data)}\n\n`);
        throw new CommandError(`error executing template ${goQuote(text)}: ${messageOf(error)}`);
      }
    },
  };
}

function attempt<T>(before: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new CommandError(`${before}${messageOf(error)}`);
  }
}

export function jsonPathPrinter(text: string, allowMissingKeys: boolean, asJson: boolean): Printer {
  const path = attempt(`error parsing jsonpath ${text}, `, () => parseJsonPath(text, { allowMissingKeys }));
  return {
    print(object, write) {
      const data = sortedKeys(object);
      try {
        if (asJson) write(`${toJson(path.findResults(data).flat())}\n`);
        else write(path.execute(data));
      } catch (error) {
        const more = `template was:\n\t\t${text}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(data)}\n\n\n`;
        throw new CommandError(`error executing jsonpath ${goQuote(text)}: Error executing template: ${messageOf(error)}. Printing more information for debugging the template:\n\t${more}`);
      }
    },
  };
}
