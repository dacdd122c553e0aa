// How large a step's node is, as canvas.css draws it: known before it is drawn, so that only what is in view has to be.
// Invariant: what was measured counts; what was not is estimated from its text, give or take a line.
import type { Step } from '#shared/model/entities/flow.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { connectedPortsOf, definitionOf, portRowsOf, summaryOf, titleOf } from '../state/step-kinds.ts';
import { linesOf } from './text-lines.ts';

export const nodeWidth = 216;
/** Of a node without port rows, with two lines of summary. */
export const nodeHeight = 92;

const border = 2;
const head = { least: 48, padding: 12, kind: 14, line: 18, textWidth: 155, textSize: 13.6 } as const;
const summary = { margins: 8, line: 17, textWidth: 192, textSize: 12 } as const;
const ports = { line: 22, padding: 11 } as const;

const measured = new WeakMap<Step, number>();

export function noteHeight(step: Step, height: number): void {
  measured.set(step, height);
}

export function heightOf(index: ProjectIndex, step: Step): number {
  return measured.get(step) ?? estimatedHeight(index, step);
}

function estimatedHeight(index: ProjectIndex, step: Step): number {
  const title = titleOf(step);
  const kind = title === definitionOf(step.kind)?.title ? 0 : head.kind;
  const names = linesOf(title, head.textSize, head.textWidth, 2) * head.line + kind + head.padding;
  const words = summaryOf(index, step);
  const text =
    words === ''
      ? 0
      : linesOf(words, summary.textSize, summary.textWidth, 3) * summary.line + summary.margins;
  return border + Math.max(head.least, names) + text + portsHeight(rowsOf(index, step).length);
}

/** A single port stands beside the title. */
export const portsHeight = (count: number): number => (count > 1 ? count * ports.line + ports.padding : 0);

const rowsOf = (index: ProjectIndex, step: Step) => portRowsOf(step, connectedPortsOf(index, step.id));
