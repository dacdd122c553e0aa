/** Requests of the last 24 hours in a few words. */
export function countsInWords({
  requests,
  errors,
}: {
  readonly requests: number;
  readonly errors: number;
}): string {
  if (requests === 0) return 'No requests today';
  const asked = requests === 1 ? '1 request' : `${requests} requests`;
  if (errors === 0) return asked;
  return `${asked}, ${errors === 1 ? '1 error' : `${errors} errors`}`;
}
