// Size limits of everything that comes from outside. Numbers are counts or UTF-16 code units unless the name says bytes.
export const limits = {
  name: 200,
  text: 20_000,
  noteText: 5000,
  code: 100_000,
  settingsBytes: 256 * 1024,
  entitiesPerCollection: 20_000,
  versions: 200,
  /** Steps in one copy, and the length of its text. */
  clipSteps: 5000,
  clipText: 16 * 1024 * 1024,
  bundleBytes: 64 * 1024 * 1024,
  messageContent: 20_000,
  argsBytes: 16 * 1024,
  stateBytes: 32 * 1024,
  frames: 16,
  stepCeiling: { default: 200, max: 10_000 },
  choiceOptions: 100,
  /** Messages that a turn can see: what code gets, and what a prompt may be sent. */
  history: 20,
  knowledge: {
    /** One file, and the text that comes out of it. */
    fileBytes: 48 * 1024 * 1024,
    textLength: 20_000_000,
    passagesPerDocument: 50_000,
    documentsPerSource: 5000,
    itemsPerImport: 2000,
    queryLength: 2000,
    tokenBudget: { default: 2000, max: 20_000 },
    /** Passages that one search may find. */
    results: 20,
  },
  /** Longest wait or timeout: one year. */
  waitSeconds: 366 * 24 * 3600,
} as const;
