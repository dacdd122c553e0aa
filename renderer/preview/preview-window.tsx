// The preview in a window of its own. This page draws into it, so that both show one conversation and one project.
// Invariants: that window goes with this page; whoever closes it has the preview beside the canvas again.
import { MantineThemeProvider, Portal, VisuallyHidden } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { previewWindowName } from '#shared/ipc/bridge.ts';
import { notifyTrouble } from '../state/notify.ts';
import { useIndex } from '../state/project-store.ts';
import { useUi } from '../state/ui-store.ts';
import { PreviewPanel } from './preview-panel.tsx';

export function PreviewWindow(): ReactElement | null {
  const isDetached = useUi((ui) => ui.previewPlace === 'window');
  const body = useOwnWindow(isDetached);
  const name = useIndex((index) => index.workspace.name);
  useEffect(() => {
    if (body !== null) setTitle(body, `Preview of ${name}`);
  }, [body, name]);
  if (body === null) return null;
  // Menus and tooltips of the preview belong where it is.
  const components = { Portal: Portal.extend({ defaultProps: { target: body } }) };
  return createPortal(
    <MantineThemeProvider inherit theme={{ components }}>
      <main className="dock preview-window">
        <VisuallyHidden component="h1">{`Preview of ${name}`}</VisuallyHidden>
        <PreviewPanel />
      </main>
    </MantineThemeProvider>,
    body,
  );
}

function setTitle({ ownerDocument }: HTMLElement, title: string): void {
  ownerDocument.title = title;
}

const watchMs = 200;

const bringBack = (): void => useUi.setState({ previewPlace: 'beside' });

/** The body of the window while it is wanted and there. */
function useOwnWindow(isWanted: boolean): HTMLElement | null {
  const [body, setBody] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    const opened = window.open('about:blank', previewWindowName, 'popup,width=440,height=780');
    if (opened === null) {
      bringBack();
      notifyTrouble(
        'The window for the preview did not open',
        'Allow this page to open windows, then try again. Until then the preview is beside the canvas.',
      );
      return undefined;
    }
    let endLook = (): void => undefined;
    const draw = (): void => {
      endLook();
      endLook = shareLook(opened.document);
      setBody(opened.document.body);
    };
    draw();
    // Electron puts another empty page in the place of the first one.
    const watch = setInterval(() => {
      if (opened.closed) bringBack();
      else if (opened.document.documentElement.lang === '') draw();
    }, watchMs);
    const close = (): void => opened.close();
    window.addEventListener('pagehide', close);
    return () => {
      clearInterval(watch);
      setBody(null);
      endLook();
      window.removeEventListener('pagehide', close);
      close();
    };
  }, [isWanted]);
  return body;
}

/** The same styles and colours as here, also when they change. */
function shareLook({ documentElement: root, head, body }: Document): () => void {
  head.replaceChildren();
  body.replaceChildren();
  for (const style of document.querySelectorAll('link[rel="stylesheet"], style')) {
    head.append(style.cloneNode(true));
  }
  root.lang = document.documentElement.lang;
  const follow = (): void => {
    const scheme = document.documentElement.dataset['mantineColorScheme'];
    if (scheme !== undefined) root.dataset['mantineColorScheme'] = scheme;
  };
  follow();
  const watch = new MutationObserver(follow);
  watch.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  return () => watch.disconnect();
}
