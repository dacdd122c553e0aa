/** The latest section of CHANGELOG.md: its version and what stands below, as Markdown. */
export function latestNews(changelog: string): { readonly version: string; readonly text: string } | null {
  const [, section] = changelog.split(/^## /m);
  const newline = section?.indexOf('\n') ?? -1;
  if (section === undefined || newline < 0) return null;
  return { version: section.slice(0, newline).trim(), text: section.slice(newline).trim() };
}
