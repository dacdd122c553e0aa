// Run events as the window was told of them, and as the command line writes them, made comparable.
import { z } from 'zod';

const noticeSchema = z.object({
  type: z.literal('notice'),
  name: z.literal('preview.events'),
  payload: z.object({ records: z.array(z.object({ event: z.looseObject({ type: z.string() }) })) }),
});

/** The run events in the frames that a window received, in order. */
export function eventsIn(frames: readonly unknown[]): readonly unknown[] {
  return frames.flatMap((frame) => {
    const notice = noticeSchema.safeParse(frame);
    return notice.success ? notice.data.payload.records.map(({ event }) => event) : [];
  });
}

/** Without what names the conversation or its time: two runs of the same flow have all the rest in common. */
export function comparable(events: readonly unknown[]): unknown {
  return JSON.parse(JSON.stringify(events), (key, value: unknown) => {
    if (key === 'dueAt') return undefined;
    return typeof value === 'string' ? value.replace(/\b(?:preview-[0-9a-f-]+|conversation):/, '') : value;
  });
}
