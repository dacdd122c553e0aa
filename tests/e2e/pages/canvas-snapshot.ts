/** Steps and connections that are seen on the canvas, by id. */
export interface CanvasSnapshot {
  readonly steps: Readonly<Record<string, string>>;
  readonly edges: readonly string[];
}

/** Runs in the page: what is seen of each step is its place, its names, its summary and its ports. */
export function readCanvas(): CanvasSnapshot {
  const textOf = (root: Element, selector: string): string =>
    [...root.querySelectorAll(selector)].map((element) => element.textContent).join(' | ');
  const idOf = (element: Element): string => element.getAttribute('data-id') ?? '';
  const nodes = [...document.querySelectorAll<HTMLElement>('.react-flow__node')];
  const steps = nodes.map((node): [string, string] => [
    idOf(node),
    [node.style.transform, '.step-node__names', '.step-node__summary', '.port-row']
      .map((part) => (part.startsWith('.') ? textOf(node, part) : part))
      .join('\n'),
  ]);
  return {
    steps: Object.fromEntries(steps.toSorted(([one], [other]) => (one < other ? -1 : 1))),
    edges: [...document.querySelectorAll('.react-flow__edge')].map(idOf).toSorted(),
  };
}
