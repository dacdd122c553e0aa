import { IconFileOff, IconFileText } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { ChannelResponse } from '#shared/ipc/channels.ts';

type Project = ChannelResponse<'projects.list'>['projects'][number];

/** Of a step that has room. */
const [mostWidth, mostHeight] = [150, 70];
const leastScale = 0.3;
const margin = 60;

/** The project in miniature. Its numbers say less than its shape, so it is not read out. */
export function ProjectThumbnail({ project }: { readonly project: Project }): ReactElement {
  const { sketch, isMissing } = project;
  if (isMissing || sketch === null || sketch.steps.length === 0) {
    const Icon = isMissing ? IconFileOff : IconFileText;
    return (
      <span className="thumbnail thumbnail--blank" aria-hidden="true">
        <Icon size={20} stroke={1.5} />
      </span>
    );
  }
  return (
    <span className="thumbnail" aria-hidden="true">
      <Sketch sketch={sketch} />
    </span>
  );
}

interface SketchProps {
  readonly sketch: NonNullable<Project['sketch']>;
}

/** Steps and what joins them, as large as there is room. */
export function Sketch({ sketch }: SketchProps): ReactElement {
  const { steps, edges } = sketch;
  const scale = scaleOf(steps);
  const [stepWidth, stepHeight] = [mostWidth * scale, mostHeight * scale];
  const width = Math.max(...steps.map(({ x }) => x)) + stepWidth;
  const height = Math.max(...steps.map(({ y }) => y)) + stepHeight;
  return (
    <svg viewBox={`${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`}>
      {edges.map(({ from, to }) => {
        const [start, end] = [steps[from], steps[to]];
        if (start === undefined || end === undefined) return null;
        const [x1, y1] = [start.x + stepWidth, start.y + stepHeight / 2];
        const [x2, y2] = [end.x, end.y + stepHeight / 2];
        const bend = Math.max(40 * scale, (x2 - x1) / 2);
        return (
          <path key={`${from} ${to}`} d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`} />
        );
      })}
      {steps.map(({ x, y, group }, position) => (
        <rect
          key={position}
          className={`thumbnail__step thumbnail__step--${group}`}
          x={x}
          y={y}
          width={stepWidth}
          height={stepHeight}
          rx={18 * scale}
        />
      ))}
    </svg>
  );
}

/** How large steps can be so that between the closest two a gap stays. */
function scaleOf(steps: SketchProps['sketch']['steps']): number {
  const gaps = steps.flatMap((one, position) =>
    steps
      .slice(position + 1)
      .map((other) =>
        Math.max(Math.abs(one.x - other.x) / mostWidth, Math.abs(one.y - other.y) / mostHeight),
      ),
  );
  return Math.max(leastScale, Math.min(1, 0.95 * Math.min(...gaps)));
}
