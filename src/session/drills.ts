// Drills: one small thing after the other, each in a cluster of its own, graded after every line, ended by the first state that is right.
import { didYouMean } from '../apimachinery/distance.ts';
import {
  type Drill,
  type DrillGroup,
  type DrillRun,
  type DrillStanding,
  draw,
  drillGroups,
  drillStanding,
  isMiss,
  type Lab,
  labOfDrill,
  noteDrill,
  nothingReached,
  type Snapshot,
  withValues,
} from '../labs/index.ts';
import { fnv32 } from '../sim/index.ts';
import { type Desk, SessionError } from './desk.ts';
import { type Prepared, prepared } from './prepare.ts';
import type { ClusterState } from '../cluster.ts';
import { makeDirectory } from '../nodes/host/index.ts';
import { scored } from './score.ts';

export interface DrillOffer extends DrillStanding {
  id: string;
  group: DrillGroup;
  goal: string;
  /** Seconds. */
  par: number;
  /** The last run was given up or took too long. */
  missed: boolean;
  isDue: boolean;
}

export interface DrillResult {
  drill: string;
  goal: string;
  done: boolean;
  /** Milliseconds and seconds. */
  time: number;
  par: number;
  keys: number;
  lines: readonly string[];
  /** Within the time of somebody with practice. */
  inPar: boolean;
  /** It comes back soon. */
  missed: boolean;
  /** Shorter than ever before; false for the first. */
  isBest: boolean;
  /** The best time before this run. */
  best?: number;
  /** A way with fewer keys than were typed; for what was given up, the way. */
  shorter?: readonly string[];
  /** What was still missing, of what was given up. */
  missing?: readonly string[];
}

export interface DrillView {
  id: string;
  group: DrillGroup;
  goal: string;
  par: number;
  /** Its place in the round, from 1, and how many there are; nothing in a round that ends by the clock. */
  n: number;
  of?: number;
  /** Milliseconds since the goal was shown. */
  elapsed: number;
  keys: number;
  lines: readonly string[];
  /** Once it is done or given up. */
  result?: DrillResult;
  /** Milliseconds that a mixed round has left. */
  remaining?: number;
}

export interface DrillRound {
  /** `pods`, `mixed`, or the id of a single drill. */
  name: string;
  title: string;
  results: readonly DrillResult[];
}

/** What a mixed round lasts. */
export const mixedRound = 5 * 60_000;

interface Running {
  drill: Drill;
  lab: Lab;
  before: Snapshot;
  shownAt: number;
  keys: number;
  lines: string[];
  result?: DrillResult;
}

export class DrillDesk {
  /** What was started last: a drill, a group, or `mixed`. */
  lastRound: string | undefined;
  private round: { name: string; title: string; queue: Drill[]; of: number; until?: number; results: DrillResult[]; n: number } | undefined;
  private running: Running | undefined;

  constructor(private readonly desk: Desk) {}

  offers(): DrillOffer[] {
    const runs = this.desk.readProgress().drills;
    return this.desk.drills().map((drill) => this.offer(drill, runs));
  }

  /** The round and the drill in it; nothing when none runs. */
  view(): DrillView | undefined {
    const { running, round, desk } = this;
    if (!running || !round) return undefined;
    const { drill, lab, keys, lines, result, shownAt } = running;
    return {
      id: drill.id,
      group: drill.group,
      goal: lab.task,
      par: drill.par,
      n: round.n,
      ...(round.until === undefined ? { of: round.of } : { remaining: Math.max(0, round.until - desk.now()) }),
      elapsed: result?.time ?? desk.now() - shownAt,
      keys,
      lines,
      ...(result ? { result } : {}),
    };
  }

  /** `name` is a drill, a group, or `mixed`. */
  start(name: string, seed?: number): DrillView {
    const { desk } = this;
    const queue = this.queueOf(name, seed ?? desk.now());
    this.lastRound = name;
    this.round = { name, title: drillGroups[name as DrillGroup] ?? (name === 'mixed' ? 'Five minutes of everything' : name), queue, of: queue.length, results: [], n: 0 };
    this.begin();
    if (name === 'mixed') this.round.until = desk.now() + mixedRound;
    return this.view() as DrillView;
  }

  /** A line was run: looks whether the goal is reached. `keys` is what it took to type it. */
  ran(line: string, keys: number = line.length + 1): DrillView {
    const running = this.atWork();
    if (running.result) return this.view() as DrillView;
    const time = this.desk.now() - running.shownAt;
    running.lines.push(line);
    running.keys += keys;
    if (this.score(running).passed) this.end(running, true, time);
    else this.note(running, false, time);
    return this.view() as DrillView;
  }

  /** Shows a way, and counts as a miss. */
  giveUp(): DrillView {
    this.leave(this.atWork());
    return this.view() as DrillView;
  }

  private leave(running: Running): void {
    if (!running.result) this.end(running, false, this.desk.now() - running.shownAt);
  }

  /** The next drill of the round; nothing when the round is over. */
  next(): DrillView | undefined {
    const { round } = this;
    if (!round) return undefined;
    const isOver = round.queue.length === 0 || (round.until !== undefined && this.desk.now() >= round.until);
    if (isOver) return undefined;
    this.begin();
    return this.view();
  }

  /** Leaves the round; answers what was done in it. A drill in which something was tried is given up, one that was only looked at is not. */
  stop(): DrillRound {
    if (this.running && this.running.lines.length > 0) this.leave(this.running);
    const { name, title, results } = this.round ?? { name: '', title: '', results: [] };
    this.round = undefined;
    this.running = undefined;
    this.desk.drillRoom.leave();
    return { name, title, results };
  }

  private atWork(): Running {
    if (!this.running) throw new SessionError('No drill runs: `cka-lab drills` lists them.');
    return this.running;
  }

  private offer(drill: Drill, runs: readonly DrillRun[]): DrillOffer {
    const own = runs.filter((run) => run.drill === drill.id);
    const standing = drillStanding(own, drill.par);
    const last = own.at(-1);
    return {
      id: drill.id,
      group: drill.group,
      goal: this.drawn(drill, own.length).task,
      par: drill.par,
      ...standing,
      missed: last !== undefined && isMiss(last, drill.par),
      isDue: standing.due !== undefined && standing.due <= this.desk.now(),
    };
  }

  private queueOf(name: string, seed: number): Drill[] {
    const all = this.desk.drills();
    if (name === 'mixed') return this.mixed(all, seed);
    const found = name in drillGroups ? all.filter(({ group }) => group === name) : all.filter(({ id }) => id === name || id === `dr-${name}`);
    if (found.length === 0) {
      const names = [...Object.keys(drillGroups), 'mixed', ...all.map(({ id }) => id.replace('dr-', ''))];
      throw new SessionError(`There is no drill and no group "${name}".${didYouMean(name.replace('dr-', ''), names)} \`cka-lab drills\` lists them.`);
    }
    return [...found];
  }

  /** What was missed and is due again, then what is new, then what is due, then the rest; each in an order of its own. */
  private mixed(drills: readonly Drill[], seed: number): Drill[] {
    const offers = new Map(this.offers().map((offer) => [offer.id, offer]));
    const rank = ({ id }: Drill): number => {
      const { isDue, missed, runs } = offers.get(id) as DrillOffer;
      if (isDue && missed) return 0;
      return runs === 0 ? 1 : isDue ? 2 : 3;
    };
    return [...drills].sort((a, b) => rank(a) - rank(b) || fnv32(`${seed}/${a.id}`) - fnv32(`${seed}/${b.id}`));
  }

  /** Other values in each run. */
  private drawn(drill: Drill, runs: number): Lab {
    const lab = labOfDrill(drill);
    return withValues(
      lab,
      draw(lab, (name, of) => (fnv32(`${drill.id}/${name}`) + runs) % of),
    );
  }

  private begin(): void {
    const { desk, round } = this;
    const drill = round?.queue.shift();
    if (!round || !drill) return;
    const runs = desk.readProgress().drills.filter((run) => run.drill === drill.id).length;
    const lab = this.drawn(drill, runs);
    const { state, before } = preparedDrill(lab, desk.born(lab.profile));
    desk.drillRoom.enter(state);
    round.n += 1;
    // The time runs when all is ready.
    this.running = { drill, lab, before, shownAt: desk.now(), keys: 0, lines: [] };
  }

  private score({ lab, before }: Running) {
    return this.desk.drillRoom.withCluster((cluster) => scored(lab, cluster, before, () => undefined));
  }

  private end(running: Running, done: boolean, time: number): void {
    const { desk, round } = this;
    const { drill, lab, keys, lines } = running;
    const { best } = drillStanding(
      desk.readProgress().drills.filter((run) => run.drill === drill.id),
      drill.par,
    );
    const way = shortest(lab);
    const wrong = done ? [] : this.score(running).results.flatMap(({ findings }) => findings.filter((finding) => finding !== nothingReached));
    running.result = {
      drill: drill.id,
      goal: lab.task,
      done,
      time,
      par: drill.par,
      keys,
      lines,
      inPar: done && time <= drill.par * 1000,
      missed: isMiss({ done, time }, drill.par),
      isBest: done && best !== undefined && time < best,
      ...(best === undefined ? {} : { best }),
      ...(!done || (keysOf(way) < keys && !hasTyped(way, lines)) ? { shorter: way } : {}),
      ...(done ? {} : { missing: wrong.map(({ expected, found }) => `expected ${expected}, found: ${found}`) }),
    };
    round?.results.push(running.result);
    this.note(running, done, time);
  }

  /** How far the run has come, from its first line on: who leaves in the middle, by whatever door, has not done it. */
  private note({ drill, shownAt, keys }: Running, done: boolean, time: number): void {
    this.desk.changeProgress((draft) => noteDrill(draft, { drill: drill.id, at: shownAt, done, time, keys }));
  }
}

/** Answers are written into a folder that is there. */
export function preparedDrill(lab: Lab, born: ClusterState): Prepared {
  makeDirectory(born.base, '/opt/drill', { owner: 'candidate' });
  return prepared(lab, born);
}

/** What it takes to type some lines. */
const keysOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0);

/** The way to the goal with the fewest keys. */
const shortest = ({ solution, also }: Lab): string[] => [solution, ...Object.values(also)].map((text) => text.trimEnd().split('\n')).reduce((best, way) => (keysOf(way) < keysOf(best) ? way : best));

/** Whether somebody went this way in the end, among other lines. */
const hasTyped = (way: readonly string[], lines: readonly string[]): boolean => way.every((line) => lines.map(plain).includes(plain(line)));

/** A line however it was written: `k` for kubectl, a blank for the `=` of a flag. */
const plain = (line: string): string =>
  line
    .trim()
    .replace(/^k(?= )/, 'kubectl')
    .replace(/(--[a-z-]+)=/g, '$1 ')
    .replace(/ +/g, ' ');
