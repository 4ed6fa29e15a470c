// getopts: single letters of a script's words, one at each call.
import { plain } from './say.ts';

export const getopts = plain(({ args, shell, err }) => {
  const [known = '', name = '', ...given] = args;
  const words = given.length > 0 ? given : shell.args;
  const { variables } = shell;
  const [index, at] = (variables.get('OPTIND') ?? '1').split('.').map(Number) as [number, number | undefined];
  const word = words[index - 1];
  variables.unset('OPTARG');
  const end = (): number => {
    variables.set(name, '?');
    return 1;
  };
  if (word === undefined || !/^-./.test(word)) return end();
  if (word === '--') {
    variables.set('OPTIND', String(index + 1));
    return end();
  }
  const place = at ?? 1;
  const letter = word[place] as string;
  const found = known.replace(/^:/, '').indexOf(letter);
  const last = place + 1 >= word.length;
  const forward = (by: number): void => variables.set('OPTIND', by === 0 ? `${index}.${place + 1}` : String(index + by));
  if (found < 0 || letter === ':') {
    if (known.startsWith(':')) variables.set('OPTARG', letter);
    else err.push(shell.says(`illegal option -- ${letter}`));
    forward(last ? 1 : 0);
    variables.set(name, '?');
    return 0;
  }
  if (known.replace(/^:/, '')[found + 1] !== ':') {
    forward(last ? 1 : 0);
    variables.set(name, letter);
    return 0;
  }
  const value = last ? words[index] : word.slice(place + 1);
  forward(last ? 2 : 1);
  if (value === undefined) {
    err.push(shell.says(`option requires an argument -- ${letter}`));
    variables.set(name, known.startsWith(':') ? ':' : '?');
    return 0;
  }
  variables.set('OPTARG', value);
  variables.set(name, letter);
  return 0;
});
