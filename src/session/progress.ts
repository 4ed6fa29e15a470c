// What a person has done so far, in numbers, and as a file to take along.
import {
  asProgress,
  type Attempt,
  type Domain,
  type DrillStanding,
  domains,
  drillStanding,
  dueLabs,
  type ExamRecord,
  faultOfProgress,
  type Lab,
  type LabRecord,
  meanMastery,
  merged,
  type Progress,
  type Recommendation,
  recommend,
  standings,
  weightOf,
} from '../labs/index.ts';
import { fnv32 } from '../sim/index.ts';
import { type Desk, SessionError } from './desk.ts';

export interface Tally {
  labs: number;
  tried: number;
  solved: number;
  /** From 0 to 100: how well the last attempts went, labs never tried included. */
  mastery: number;
  attempts: number;
  hints: number;
  /** Milliseconds. */
  time: number;
}

export interface CompetencyProgress extends Tally {
  competency: string;
}

export interface DomainProgress extends Tally {
  domain: Domain;
  title: string;
  /** Percent of the exam. */
  weight: number;
  competencies: readonly CompetencyProgress[];
}

/** Days on which something was practised. */
export interface Streak {
  /** In a row, up to today or yesterday. */
  days: number;
  longest: number;
  today: boolean;
}

/** The shortest time in which a lab was solved. */
export interface LabBest {
  lab: string;
  best: number;
  fastest?: number;
}

export interface DrillBest extends DrillStanding {
  drill: string;
  par: number;
}

export interface ProgressView {
  total: Tally;
  domains: readonly DomainProgress[];
  streak: Streak;
  bests: readonly LabBest[];
  /** The newest first. */
  attempts: readonly Attempt[];
  exams: readonly ExamRecord[];
  drills: readonly DrillBest[];
  /** The ids of labs that are due again. */
  due: readonly string[];
  next?: Recommendation;
}

function tally(labs: readonly Lab[], { attempts, labs: records }: Progress, known: ReturnType<typeof standings>): Tally {
  const ids = new Set(labs.map(({ id }) => id));
  const own = attempts.filter(({ lab }) => ids.has(lab));
  const of = labs.flatMap(({ id }): LabRecord[] => (records[id] ? [records[id]] : []));
  return {
    labs: labs.length,
    tried: of.length,
    solved: of.filter(({ best }) => best === 100).length,
    mastery: Math.round(meanMastery(labs, known) * 100),
    attempts: of.reduce((sum, record) => sum + record.attempts, 0),
    hints: of.reduce((sum, { hints }) => sum + hints, 0),
    time: own.reduce((sum, { time }) => sum + time, 0),
  };
}

function streakOf(days: readonly number[], today: number): Streak {
  const done = [...new Set(days)].sort((a, b) => a - b);
  let [longest, run, last] = [0, 0, Number.NaN];
  for (const day of done) {
    run = day === last + 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
    last = day;
  }
  return { days: last >= today - 1 ? run : 0, longest, today: last === today };
}

const format = 1;

interface Exported {
  'cka-lab': 'progress';
  format: number;
  checksum: number;
  progress: Progress;
}

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

export class ProgressDesk {
  constructor(private readonly desk: Desk) {}

  view(): ProgressView {
    const { desk } = this;
    const progress = desk.readProgress();
    const [labs, now] = [desk.labs(), desk.now()];
    const known = standings(labs, progress);
    const days = [...progress.attempts, ...progress.drills, ...progress.exams].map(({ at }) => desk.day(at));
    const next = recommend(labs, progress, now);
    return {
      total: tally(labs, progress, known),
      domains: this.domains(labs, progress, known),
      streak: streakOf(days, desk.day(now)),
      bests: Object.entries(progress.labs).map(([lab, { best, fastest }]) => ({ lab, best, ...(fastest === undefined ? {} : { fastest }) })),
      attempts: [...progress.attempts].reverse(),
      exams: [...progress.exams].reverse(),
      drills: desk.drills().map(({ id, par }) => ({
        drill: id,
        par,
        ...drillStanding(
          progress.drills.filter(({ drill }) => drill === id),
          par,
        ),
      })),
      due: dueLabs(labs, progress, now).map(({ id }) => id),
      ...(next ? { next } : {}),
    };
  }

  private domains(labs: readonly Lab[], progress: Progress, known: ReturnType<typeof standings>): DomainProgress[] {
    return (Object.keys(weightOf) as Domain[]).map((domain) => {
      const own = labs.filter((lab) => lab.domain === domain);
      const names = [...new Set(own.map(({ competency }) => competency))].sort();
      const competencies = names.map((competency) => ({
        competency,
        ...tally(
          own.filter((lab) => lab.competency === competency),
          progress,
          known,
        ),
      }));
      return { domain, title: domains[domain], weight: weightOf[domain], ...tally(own, progress, known), competencies };
    });
  }

  /** The lab to do now, and why in one line. */
  next(): Recommendation {
    const { desk } = this;
    const found = recommend(desk.labs(), desk.readProgress(), desk.now());
    if (!found) throw new SessionError('There are no labs to choose from.');
    return found;
  }

  /** Everything that is remembered, as the text of a file. What is open stays here. */
  exported(): string {
    const { opened: _, terminal: __, ...progress } = this.desk.readProgress();
    const file: Exported = { 'cka-lab': 'progress', format, checksum: fnv32(JSON.stringify(progress)), progress };
    return `${JSON.stringify(file, undefined, 1)}\n`;
  }

  /** Adds what an exported file holds to what is here; nothing of either is lost. `name` is the file's, for what is wrong with it. */
  imported(text: string, name: string): { attempts: number; drills: number; exams: number } {
    const other = readExported(text, name);
    let added = { attempts: 0, drills: 0, exams: 0 };
    this.desk.changeProgress((draft) => {
      const both = merged(draft, other);
      added = { attempts: both.attempts.length - draft.attempts.length, drills: both.drills.length - draft.drills.length, exams: both.exams.length - draft.exams.length };
      Object.assign(draft, both);
    });
    return added;
  }
}

function readExported(text: string, name: string): Progress {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new SessionError(`${name} is damaged, or not a file of \`cka-lab progress export\`: it is not JSON. Nothing was imported.`);
  }
  if (!isRecord(file) || file['cka-lab'] !== 'progress') throw new SessionError(`${name} is not a file of \`cka-lab progress export\`. Nothing was imported.`);
  if (file.format !== format) {
    const version = Number(file.format) > format ? 'a newer' : 'another';
    throw new SessionError(`${name} was written by ${version} version of cka-lab (format ${file.format}, this program reads ${format}). Nothing was imported.`);
  }
  if (!isRecord(file.progress) || file.checksum !== fnv32(JSON.stringify(file.progress))) throw new SessionError(`${name} is damaged: its checksum is wrong. Nothing was imported.`);
  const fault = faultOfProgress(file.progress);
  if (fault) throw new SessionError(`${name} does not hold what it should (${fault}). Nothing was imported.`);
  return asProgress(file.progress as Partial<Progress>);
}
