// Values in URLs: percent-encoded so that a value stays in the part of the address where the template puts it.

/**
 * `before` is the address so far. A value that begins the address may be a whole one; anywhere else it can add no
 * host, path, query or fragment of its own.
 */
export function encodeUrlPart(value: string, before: string): string {
  const text = value.toWellFormed();
  if (before.trim() === '') return encodeURI(text).replaceAll('%25', '%');
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Whether the path has a `.` or `..` segment, which addresses resolve to another path, encoded or not. */
export function hasDotSegment(url: string): boolean {
  const [path = ''] = url.split(/[?#]/u, 1);
  return path.split(/[/\\]/u).some((segment) => /^(?:\.|%2e){1,2}$/iu.test(segment));
}
