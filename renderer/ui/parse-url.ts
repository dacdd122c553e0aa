/** The address that a text is, or null. As `URL.parse`, which older browsers do not have. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
