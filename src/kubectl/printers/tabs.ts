// Where tables are written: cells that end with tabs go in, aligned lines come out.
import { TabWriter, tableOptions } from '../../apimachinery/tabwriter.ts';
import type { Write } from './printer.ts';

export interface ColumnWriter {
  /** Takes lines whose cells end with tabs. */
  write(text: string): void;
  /** Aligns what was written since the last flush, and passes it on. */
  flush(): void;
  /** What comes now has columns of its own. */
  forgetWidths(): void;
}

export function columnWriter(write: Write): ColumnWriter {
  let writer = new TabWriter(tableOptions);
  return {
    write: (text) => writer.write(text),
    flush: () => write(writer.flush()),
    forgetWidths: () => {
      writer = new TabWriter(tableOptions);
    },
  };
}

/** Aligns one piece of text by itself. */
export function alignColumns(text: string): string {
  const writer = new TabWriter(tableOptions);
  writer.write(text);
  return writer.flush();
}
