// Rows of which one is chosen: headings and things that can be opened.
import type { Key } from '../screen/keyboard.ts';

export interface Row<Item> {
  text: string;
  /** Nothing for a heading. */
  item?: Item;
}

export class List<Item> {
  private chosen = 0;
  private page = 10;

  constructor(private rows_: readonly Row<Item>[]) {
    this.moveTo(this.rows_.findIndex(({ item }) => item !== undefined));
  }

  /** The same list, told anew. */
  set rows(rows: readonly Row<Item>[]) {
    this.rows_ = rows;
    this.moveTo(Math.min(this.chosen, rows.length - 1));
  }

  get current(): Item | undefined {
    return this.rows_[this.chosen]?.item;
  }

  /** Chooses the first thing that is so. */
  choose(is: (item: Item) => boolean): void {
    const index = this.rows_.findIndex(({ item }) => item !== undefined && is(item));
    if (index >= 0) this.chosen = index;
  }

  /** False when the key does not move. */
  press({ name }: Key): boolean {
    const steps: Readonly<Record<string, number>> = { up: -1, down: 1, 'ctrl-p': -1, 'ctrl-n': 1, pageup: -this.page, pagedown: this.page, home: -1e6, end: 1e6 };
    const step = steps[name];
    if (step === undefined) return false;
    const things = this.rows_.flatMap(({ item }, index) => (item === undefined ? [] : [index]));
    const at = things.indexOf(this.chosen);
    this.chosen = things[Math.max(0, Math.min(things.length - 1, at + step))] ?? 0;
    return true;
  }

  private moveTo(index: number): void {
    const things = this.rows_.flatMap(({ item }, at) => (item === undefined ? [] : [at]));
    this.chosen = things.find((at) => at >= index) ?? things.at(-1) ?? 0;
  }

  /** The rows that fit; the chosen one is among them. */
  window(height: number): { text: string; isChosen: boolean; isHeading: boolean }[] {
    this.page = Math.max(1, height - 1);
    const first = Math.max(0, Math.min(this.rows_.length - height, this.chosen - Math.floor(height / 2)));
    return this.rows_.slice(first, first + height).map(({ text, item }, index) => ({ text, isChosen: item !== undefined && first + index === this.chosen, isHeading: item === undefined }));
  }
}
