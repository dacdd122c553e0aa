import type { SessionView } from '#shared/ipc/views.ts';

/** What the customer asked in the last turn, when searches of that turn found nothing at all; else null. */
export function unansweredIn(session: Pick<SessionView, 'trace' | 'transcript'> | null): string | null {
  if (session === null) return null;
  const turn = session.trace.at(-1)?.turnId;
  const searches = session.trace.flatMap((row) =>
    row.turnId === turn && row.search !== undefined ? [row.search] : [],
  );
  const last = searches.at(-1);
  if (last === undefined || searches.some(({ results }) => results.length > 0)) return null;
  const said = session.transcript.findLast(({ role }) => role === 'user')?.content ?? '';
  const question = said.trim() === '' ? last.query : said;
  return question.trim() === '' ? null : question;
}
