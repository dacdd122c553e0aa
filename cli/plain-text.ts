// Text for a terminal. What comes from a project or a customer must not steer it.

const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Without control characters, but with its lines. */
export function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(controls, '�').replaceAll('\t', '  ');
}

export function inOneLine(text: string): string {
  return plainText(text)
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}
