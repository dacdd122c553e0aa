// The clipboard, for text that this program copies by a button instead of a key.

/** What this window copied last, for programs that may not read the clipboard by themselves. */
const last: { text: string } = { text: '' };

/** Answers a key for copying with `text`. */
export function giveText(event: ClipboardEvent, text: string): void {
  last.text = text;
  event.clipboardData?.setData('text/plain', text);
  event.preventDefault();
  event.stopImmediatePropagation();
}

export function copyText(text: string): void {
  last.text = text;
  const give = (event: ClipboardEvent): void => giveText(event, text);
  document.addEventListener('copy', give, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', give, { capture: true });
}

interface ClipboardKeys {
  copy(event: ClipboardEvent): void;
  paste(text: string): void;
}

/** The keys for copying and pasting, while the element has the focus. Not every Chromium tells the element itself. */
export function hearClipboardKeys(element: HTMLElement, keys: ClipboardKeys): () => void {
  const isMeant = (): boolean =>
    document.activeElement === element && document.getSelection()?.isCollapsed !== false;
  const copy = (event: ClipboardEvent): void => {
    if (isMeant()) keys.copy(event);
  };
  const paste = (event: ClipboardEvent): void => {
    if (!isMeant()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keys.paste(event.clipboardData?.getData('text/plain') ?? '');
  };
  document.addEventListener('copy', copy, true);
  document.addEventListener('paste', paste, true);
  return () => {
    document.removeEventListener('copy', copy, true);
    document.removeEventListener('paste', paste, true);
  };
}

/** The clipboard if it may be read, else what was copied in this window. */
export function clipboardText(): Promise<string> {
  return navigator.clipboard.readText().catch(() => last.text);
}
