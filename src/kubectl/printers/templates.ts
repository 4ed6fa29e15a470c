// jsonpath and go-template, with their templates inline, in --template or in a file.
import { CommandError } from '../errors.ts';
import { type Formats, type PrintRequest, templateArgument } from './printer.ts';
import { goTemplatePrinter, jsonPathPrinter } from './templatePrinters.ts';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The template's text, from the argument itself or from the file that it names. */
function templateText(request: PrintRequest, format: string, argument: string, fileFormats: readonly string[]): string {
  if (!argument) throw new CommandError('template format specified but no template given');
  if (!fileFormats.includes(format)) return argument;
  try {
    return request.readFile(argument);
  } catch (error) {
    throw new CommandError(`error reading --template ${argument}, ${messageOf(error)}`);
  }
}

const goTemplateNames = ['go-template', 'go-template-file', 'template', 'templatefile'];

const jsonPathNames = ['jsonpath', 'jsonpath-file', 'jsonpath-as-json'];

export const templateFormats: Formats = {
  names: [...goTemplateNames, ...jsonPathNames],
  printer(request) {
    const asked = request.template && !request.output ? { ...request, output: 'go-template' } : request;
    const go = templateArgument(asked, goTemplateNames);
    if (go) return goTemplatePrinter(templateText(request, go.format, go.argument, ['go-template-file', 'templatefile']), request.allowMissingTemplateKeys);
    const path = templateArgument(asked, jsonPathNames);
    if (!path) return undefined;
    return jsonPathPrinter(templateText(request, path.format, path.argument, ['jsonpath-file']), request.allowMissingTemplateKeys, path.format === 'jsonpath-as-json');
  },
};
