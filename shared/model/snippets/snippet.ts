// A piece of code that authors put into a code step with one click.

export interface CodeSnippet {
  readonly id: string;
  readonly title: string;
  /** One sentence: what it does for the customer, and what it needs. */
  readonly about: string;
  /** Declarations that it consists of, each inserted once, by its name. */
  readonly declarations: readonly Declaration[];
  /** Lines at the beginning of the step's function. */
  readonly call: string;
  /** What the step returns, where it returns nothing yet; empty: that stays. */
  readonly result: string;
}

export interface Declaration {
  readonly name: string;
  readonly code: string;
}
