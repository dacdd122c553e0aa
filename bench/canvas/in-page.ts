// What runs in the measured pages: the same functions in ours and in the bare one. Each is sent to the page as text, so
// none may use anything outside of itself.

/** Milliseconds from the click on a button to the frame after nodes and connections are seen. */
export async function clickToShown(button: Element): Promise<number> {
  if (!(button instanceof HTMLElement)) throw new Error('This is no button.');
  const frame = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  await frame();
  const started = performance.now();
  button.click();
  const isShown = (): boolean => {
    const node = document.querySelector('.react-flow__node[data-id^="s"]:not([data-id="started"])');
    const edge = document.querySelector('.react-flow__edge path, .far-edges path');
    return node !== null && edge !== null && getComputedStyle(node).visibility === 'visible';
  };
  while (!isShown()) {
    if (performance.now() - started > 60_000) throw new Error('Nothing was shown within a minute.');
    await frame();
  }
  await frame();
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
  return performance.now() - started;
}

export interface Gesture {
  readonly kind: 'drag' | 'pan' | 'zoom';
  readonly frames: number;
}

/** Milliseconds of each frame while one event comes in every frame. */
export async function gestureFrames({ kind, frames }: Gesture): Promise<readonly number[]> {
  const frame = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  const pane = document.querySelector<HTMLElement>('.react-flow__pane');
  const box = pane?.getBoundingClientRect();
  if (pane === null || box === undefined) throw new Error('There is no canvas.');
  const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const distance = (element: Element): number => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return Math.hypot(left + width / 2 - middle.x, top + height / 2 - middle.y);
  };
  const node = [...document.querySelectorAll<HTMLElement>('.react-flow__node[data-id^="s"]')].toSorted(
    (one, other) => distance(one) - distance(other),
  )[0];
  if (node === undefined) throw new Error('There is no step.');
  const nodeBox = node.getBoundingClientRect();
  const target = kind === 'drag' ? node : pane;
  const start =
    kind === 'drag'
      ? { x: nodeBox.left + nodeBox.width / 2, y: nodeBox.top + Math.min(16, nodeBox.height / 2) }
      : middle;
  const at = (step: number): { readonly x: number; readonly y: number } => ({
    x: start.x + Math.sin(step / 9) * 90,
    y: start.y + (1 - Math.cos(step / 9)) * 60,
  });
  const send = (type: string, { x, y }: { readonly x: number; readonly y: number }): void => {
    const details = { bubbles: true, cancelable: true, view: window, clientX: x, clientY: y, button: 0 };
    if (type === 'wheel') {
      target.dispatchEvent(new WheelEvent('wheel', { ...details, deltaY: Math.sin(x / 30) * 24 }));
      return;
    }
    const buttons = type === 'up' ? 0 : 1;
    const receiver = type === 'down' ? target : window;
    const shared = { ...details, buttons, pointerId: 1, isPrimary: true };
    receiver.dispatchEvent(new PointerEvent(`pointer${type}`, shared));
    receiver.dispatchEvent(new MouseEvent(`mouse${type}`, shared));
  };

  if (kind !== 'zoom') send('down', start);
  const warmUp = 5;
  const times: number[] = [];
  let last = await frame();
  for (let step = 1; step <= frames + warmUp; step += 1) {
    if (kind === 'zoom') send('wheel', { x: middle.x + (step % 100), y: middle.y });
    else send('move', at(step));
    const now = await frame();
    if (step > warmUp) times.push(now - last);
    last = now;
  }
  if (kind !== 'zoom') send('up', at(frames + warmUp));
  return times;
}
