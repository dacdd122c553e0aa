import * as fc from 'fast-check';

/** Text of any characters there are. (The library's own takes seconds to make its list of them.) */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0x2ff }), fc.integer({ min: 0, max: 0x10_ffff })), {
      maxLength,
    })
    .map((points) =>
      points
        .map((point) => String.fromCodePoint(point))
        .join('')
        .toWellFormed(),
    );
