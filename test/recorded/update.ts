// npm run recordings: replays everything, takes what agrees now off the list of failures, and says how many agree.
// `--show N` prints differences; `--all` writes the list anew, which only its first day needs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Failing, replay, sessionsOf, topics } from './recordings.ts';

const list = join(import.meta.dirname, 'failing.json');
const words = process.argv.slice(2);
const show = words.includes('--show') ? Number(words[words.indexOf('--show') + 1]) : 0;
const chosen = words.filter((word) => word.endsWith('.session') || topics().includes(word));
const before: Failing = words.includes('--all') ? {} : JSON.parse(readFileSync(list, 'utf8'));
const after: Failing = { ...before };
const fresh: string[] = [];
let agreed = 0;
let all = 0;
let shown = 0;

for (const session of topics().flatMap(sessionsOf)) {
  if (chosen.length > 0 && !chosen.some((word) => session === word || session.startsWith(`${word}/`))) continue;
  const verdicts = await replay(session);
  const wrong = verdicts.filter(({ recorded, here }) => recorded !== here);
  for (const { recorded, here } of wrong) if (shown++ < show) console.log(`--- ${session}\n${recorded}\n--- here\n${here}\n`);
  all += verdicts.length;
  agreed += verdicts.length - wrong.length;
  const numbers = wrong.map(({ number }) => number);
  if (!words.includes('--all')) fresh.push(...numbers.filter((number) => !before[session]?.includes(number)).map((number) => `${session} ${number}`));
  after[session] = words.includes('--all') ? numbers : numbers.filter((number) => before[session]?.includes(number));
}

const lines = Object.entries(after)
  .filter(([, numbers]) => numbers.length > 0)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([session, numbers]) => `  ${JSON.stringify(session)}: [${numbers.join(', ')}]`);
writeFileSync(list, `{\n${lines.join(',\n')}\n}\n`);
for (const name of fresh) console.log(`agreed before, and does not now: ${name}`);
console.log(`${agreed}/${all} steps agree (${((100 * agreed) / all).toFixed(1)} %)`);
process.exitCode = fresh.length > 0 ? 1 : 0;
