// Words of a text in a form in which "refunds" and "Refund" are the same, and words that mean about the same, too.
const idle: ReadonlySet<string> = new Set(
  'a an and are as at be been by can could customer do does for from had has have how i if in is it its ll m me my of on or our please re s so t that the their them there they this to us ve was we were what when where whether which who why will with would you your'.split(
    ' ',
  ),
);

/** Groups of words that people use for each other when they ask for help. */
const groups: readonly string[] = [
  'person human people agent someone somebody anyone anybody staff colleague operator representative rep supervisor manager',
  'talk speak chat',
  'angry unhappy annoyed furious upset disappointed terrible awful useless worst ridiculous unacceptable complain complaint',
  'refund refunded reimburse reimbursement reimbursed',
  'invoice bill receipt billed',
  'crash crashes freeze freezes hang broken break fault fail fails error bug',
  'price cost expensive pricing fee',
  'demo demonstration presentation',
  'meeting appointment call phone schedule',
  'solved fixed resolved sorted settled',
  'login log signin',
  'disappeared missing lost gone vanished',
  'wait waiting patient impatient',
  'spam advertising newsletter',
  'license licence seat',
  'trial try',
  'hello hi hey greetings',
  'thank thanks thx cheers',
  'employee colleague staff headcount',
  'order parcel package delivery',
];

const stem = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ing|ed|es|s|(?<=....)er)$/u, '') : word.replace(/(?<=..)s$/u, '');

const groupOf: ReadonlyMap<string, string> = new Map(
  groups.flatMap((group) => group.split(' ').map((word) => [stem(word), stem(group.split(' ')[0] ?? word)])),
);

/** Stems of the words that mean something, in order. */
export function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .filter((word) => !idle.has(word))
    .map((word) => stem(word))
    .map((word) => groupOf.get(word) ?? word);
}

/** How many words of `text` occur in `known`. */
export function overlap(text: string, known: ReadonlySet<string>): number {
  return [...new Set(wordsOf(text))].filter((word) => known.has(word)).length;
}
