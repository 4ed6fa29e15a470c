// The part of the bench that types: the built app in a pseudo-terminal, from a key to what the screen shows of it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function ptyOrNothing() {
  try {
    return require('@lydell/node-pty');
  } catch {
    return undefined;
  }
}

const pty = ptyOrNothing();
if (!pty) {
  console.log('There is no pseudo-terminal for this platform: keys in the app are not measured.');
  process.exit();
}

const child = pty.spawn(process.execPath, [join(root, 'bin', 'cka-lab.js')], { cols: 120, rows: 40, cwd: root, env: { ...process.env, TERM: 'xterm-256color' } });
let screen = '';
let heard = () => {};
child.onData((data) => {
  screen += data;
  heard();
});

/** Milliseconds until the text has come, after this was typed. */
async function answered(typed, text) {
  screen = '';
  const began = performance.now();
  child.write(typed);
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`never came: ${text}\n${screen}`)), 20_000);
    heard = () => {
      if (!screen.includes(text)) return;
      clearTimeout(late);
      resolve();
    };
    heard();
  });
  return performance.now() - began;
}

async function repeated(count, work) {
  const taken = [];
  for (let i = 0; i < count; i++) {
    taken.push(await work());
    // A person types no faster.
    await pause(60);
  }
  return median(taken);
}

const row = (name, value, aim) => console.log(`${name.padEnd(58)} ${`${value.toFixed(1)} ms`.padStart(12)}  ${aim}`);

try {
  await answered('', 'Sandbox');
  await answered('6', ':~$');
  await pause(500);
  await answered('kubectl run web --image=nginx\r', 'created');
  row('the app: a key', await repeated(40, () => answered('x', 'x')), 'aim: 16 ms');
  child.write('\x15');
  const command = async () => {
    child.write('\x0c');
    await pause(60);
    for (const key of 'kubectl get pods') child.write(key);
    await pause(100);
    return answered('\r', 'RESTARTS');
  };
  row('the app: a typed kubectl get pods', await repeated(30, command), 'aim: 10 ms');
} finally {
  child.kill('SIGTERM');
}
