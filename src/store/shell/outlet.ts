// What the terminal's window is for a line that runs in it.

/** Where a line prints, and how it gets the whole terminal. */
export interface Outlet {
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
  /** Gives the terminal away while the work runs. */
  handOver<Result>(work: () => Result | Promise<Result>): Promise<Result>;
  /** Lets the person edit a text where the machine has no editor; nothing when they leave without saving. */
  edit(name: string, text: string): Promise<string | undefined>;
}
