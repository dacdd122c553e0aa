/** Something a test needs from the machine: what it is and where it came from, or why it cannot be had. */
export type Found<Value> =
  | { readonly ok: true; readonly value: Value; readonly from: string }
  | { readonly ok: false; readonly why: string };
