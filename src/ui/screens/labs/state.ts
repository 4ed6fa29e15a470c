// The list of labs by domain: which are shown, and which is chosen.
import { domains, type LabSummary } from '../../../session.ts';

type DomainName = keyof typeof domains;

/** A row of the list: a domain's heading, or a lab. */
export type ChooseRow = { heading: string } | { summary: LabSummary; isChosen: boolean };

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
      .sort((a, b) => order.indexOf(a.lab.domain) - order.indexOf(b.lab.domain));
  }

  get current(): LabSummary | undefined {
    return this.shown[this.chosen];
  }

  get rows(): ChooseRow[] {
    let domain: DomainName | undefined;
    return this.shown.flatMap((summary, index): ChooseRow[] => {
      const row = { summary, isChosen: index === this.chosen };
      if (summary.lab.domain === domain) return [row];
      domain = summary.lab.domain;
      return [{ heading: domains[domain] }, row];
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
