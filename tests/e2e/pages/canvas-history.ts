/** Steps and connections that are seen on the canvas, by id. */
export interface CanvasSnapshot {
  readonly steps: Readonly<Record<string, string>>;
  readonly edges: readonly string[];
}

/** What the canvas showed, from `at` on, until the next moment. */
interface Moment {
  readonly at: number;
  readonly snapshot: CanvasSnapshot;
}

export interface CanvasHistory {
  /** By the clock of the moments. */
  readonly now: number;
  /** The latest ones; the last is what is seen now. */
  readonly moments: readonly Moment[];
}

/**
 * Runs in the page. The first call begins to record; what is seen of a step is its place, its names, its summary and its ports.
 * While a step is being dragged nothing is recorded: that is no edit before the drop.
 */
export async function readCanvasHistory(): Promise<CanvasHistory> {
  const textOf = (root: Element, selector: string): string =>
    [...root.querySelectorAll(selector)].map(({ textContent }) => textContent).join(' | ');
  const idOf = (element: Element): string => element.getAttribute('data-id') ?? '';
  const placeOf = (node: HTMLElement): string => {
    const { e, f } = new DOMMatrix(node.style.transform);
    return `at ${Math.round(e)}, ${Math.round(f)}`;
  };
  const read = (): CanvasSnapshot => {
    const nodes = [...document.querySelectorAll<HTMLElement>('.react-flow__node')];
    const steps = nodes.map((node): [string, string] => [
      idOf(node),
      [
        placeOf(node),
        textOf(node, '.step-node__names'),
        textOf(node, '.step-node__summary'),
        textOf(node, '.port-row'),
      ].join(' / '),
    ]);
    return {
      steps: Object.fromEntries(steps.toSorted(([one], [other]) => (one < other ? -1 : 1))),
      edges: [...document.querySelectorAll('.react-flow__edge')].map(idOf).toSorted(),
    };
  };

  const known: Moment[] | undefined = Reflect.get(window, 'canvasMoments');
  const moments = known ?? [];
  const note = (): void => {
    if (document.querySelector('.react-flow__node.dragging') !== null) return;
    const snapshot = read();
    if (JSON.stringify(moments.at(-1)?.snapshot) !== JSON.stringify(snapshot)) {
      moments.push({ at: performance.now(), snapshot });
    }
  };
  if (known === undefined) {
    Reflect.set(window, 'canvasMoments', moments);
    const onChange = (): number => requestAnimationFrame(note);
    new MutationObserver(onChange).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['style', 'class'],
    });
  }
  // An edit that was sent, but whose picture the browser had no time for yet, is seen next.
  await new Promise((resolve) => {
    requestIdleCallback(resolve, { timeout: 1000 });
  });
  note();
  return { now: performance.now(), moments: moments.slice(-100) };
}
