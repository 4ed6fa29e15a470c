// The list of labs by domain: which are shown, and which is chosen.
import { domains, type LabSummary } from '../../../session.ts';

type DomainName = keyof typeof domains;

/** A row of the list: the heading of a domain or a competency, or a lab. */
export type ChooseRow = { heading: string; level: 1 | 2 } | { summary: LabSummary; isChosen: boolean };

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export class ChooseState {
  filter = '';
  private chosen = 0;
  private summaries: readonly LabSummary[] = [];

  constructor(private readonly read: () => readonly LabSummary[]) {
    this.refresh();
  }

  /** Reads states and scores again. */
  refresh(): void {
    const id = this.current?.lab.id;
    this.summaries = this.read();
    this.chooseLab(id);
  }

  get all(): readonly LabSummary[] {
    return this.summaries;
  }

  /** The labs that the filter leaves: every word of it is somewhere in what the list tells of them. */
  get shown(): readonly LabSummary[] {
    const words = this.filter.toLowerCase().split(/\s+/);
    const order = Object.keys(domains);
    return this.summaries
      .filter(({ lab, state }) => {
        const text = `${lab.id} ${lab.title} ${lab.competency} ${domains[lab.domain]} ${state}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .sort((a, b) => order.indexOf(a.lab.domain) - order.indexOf(b.lab.domain) || compare(a.lab.competency, b.lab.competency) || a.lab.difficulty - b.lab.difficulty);
  }

  get current(): LabSummary | undefined {
    return this.shown[this.chosen];
  }

  get rows(): ChooseRow[] {
    let domain: DomainName | undefined;
    let competency = '';
    return this.shown.flatMap((summary, index): ChooseRow[] => {
      const rows: ChooseRow[] = [];
      const { lab } = summary;
      if (lab.domain !== domain) rows.push({ heading: domains[lab.domain], level: 1 });
      if (lab.domain !== domain || lab.competency !== competency) rows.push({ heading: lab.competency, level: 2 });
      ({ domain, competency } = lab);
      return [...rows, { summary, isChosen: index === this.chosen }];
    });
  }

  chooseLab(id: string | undefined): void {
    const index = this.shown.findIndex(({ lab }) => lab.id === id);
    this.move(index < 0 ? 0 : index - this.chosen);
  }

  move(step: number): void {
    this.chosen = Math.max(0, Math.min(this.shown.length - 1, this.chosen + step));
  }

  narrow(filter: string): void {
    const id = this.current?.lab.id;
    this.filter = filter;
    this.chosen = 0;
    this.chooseLab(id);
  }
}
