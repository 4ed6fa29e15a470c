// cka-lab lab: for authors of labs: begin one, see what is wrong in its files, let it prove itself.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type Folder, LabError, loadLab, PreparationError, toldOfPreparation } from '../../labs/index.ts';
import { domains, isDomain, type Lab, labSchema, newLab, SessionError } from '../../session.ts';
import { textsBelow } from '../../store/labFolders.ts';
import { proveLab } from '../../store/proof.ts';
import { writeError, writeOut } from '../../store/terminal.ts';
import { count } from '../../ui/text/words.ts';
import { personsLook } from '../text/look.ts';
import type { AddCommand } from './index.ts';

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function begin(id: string, domain: string): void {
  if (!isDomain(domain)) throw new SessionError(`There is no domain "${domain}": it is one of ${Object.keys(domains).join(', ')}.`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw new SessionError(`"${id}" is no name for a lab: small letters, digits and hyphens.`);
  const folder = join(domain, id);
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new SessionError(`${folder} is there already.`);
  for (const [path, text] of Object.entries(newLab(id, domain))) write(join(folder, path), text);
  // What editors complete and check lab.yaml with.
  if (!existsSync('lab.schema.json')) write('lab.schema.json', `${JSON.stringify(labSchema(), undefined, 2)}\n`);
  writeOut(`${folder} is a small lab that is whole: change it step by step.\n\`cka-lab lab validate ${folder}\` finds mistakes, \`cka-lab lab test ${folder}\` lets it prove itself.\n`);
}

/** Mistakes, each in a line. */
function tell(faults: readonly string[]): void {
  writeError(`${faults.join('\n')}\n`);
  process.exitCode = 1;
}

/** A folder of a lab; its last two names are its domain and id. Its lab, or nothing when its mistakes have been told. */
function read(folder: string): { texts: Folder; lab?: Lab } {
  const place = resolve(folder);
  if (!existsSync(join(place, 'lab.yaml'))) throw new SessionError(`${folder} is no folder of a lab: it has no lab.yaml.`);
  const name = place.split(/[\\/]/).slice(-2).join('/');
  const texts = textsBelow(place);
  try {
    return { texts, lab: loadLab(name, texts) };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    // As the person called it: editors open what is printed.
    tell(error.faults.map((fault) => fault.replace(name, folder.replace(/\/$/, ''))));
    return { texts };
  }
}

function validate(folder: string): void {
  const { lab } = read(folder);
  if (lab) writeOut(`${folder}: ${count(lab.checks.length, 'check')}, ${count(Object.keys(lab.wrong).length, 'wrong answer')}, no mistakes. \`cka-lab lab test ${folder}\` lets it prove itself.\n`);
}

async function prove(lab: Lab): Promise<void> {
  const { theme } = personsLook();
  let bad = 0;
  for await (const { name, points, good, wanted, why } of proveLab(lab)) {
    writeOut(`${good ? theme.good('ok') : theme.bad('no')}  ${name}: ${points} points${good ? '' : `, wanted ${wanted}`}\n${why.map((line) => `    ${line}\n`).join('')}`);
    if (!good) bad += 1;
  }
  writeOut(bad === 0 ? 'The lab proves itself.\n' : `${bad} of its scripts ${bad === 1 ? 'does' : 'do'} not score what ${bad === 1 ? 'it' : 'they'} should.\n`);
  process.exitCode = bad === 0 ? 0 : 1;
}

async function test(folder: string): Promise<void> {
  const { texts, lab } = read(folder);
  if (!lab) return;
  try {
    await prove(lab);
  } catch (error) {
    if (!(error instanceof PreparationError)) throw error;
    tell([toldOfPreparation(error, folder.replace(/\/$/, ''), texts)]);
  }
}

export const lab: AddCommand = (program) => {
  const command: Command = program.command('lab').description('write labs of your own (labs/README.md is the guide)');
  command
    .command('new')
    .description('begin a lab in the folder DOMAIN/ID')
    .argument('<id>', 'its name')
    .requiredOption('--domain <name>', `one of ${Object.keys(domains).join(', ')}`)
    .action((id: string, { domain }: { domain: string }) => begin(id, domain));
  command.command('validate').description('find mistakes in its files, with file, line and column').argument('<folder>').action(validate);
  command.command('test').description('prove it: untouched 0, the solutions 100, wrong answers less').argument('<folder>').action(test);
};
