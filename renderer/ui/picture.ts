// Pictures of assistants: small, square, and inside the project itself.
// Invariant: only a raster picture of these types is ever shown or kept; what a file says of itself does not matter, it is drawn anew.
const side = 128;
/** As large as an avatar may be in the project. */
const longestUrl = 64 * 1024;
const largestFile = 10 * 1024 * 1024;

export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;

/** Whether a text is a picture that may be shown. */
export const isPicture = (avatar: string): boolean =>
  /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/=]+$/u.test(avatar);

export type PictureResult =
  { readonly isOk: true; readonly url: string } | { readonly isOk: false; readonly problem: string };

/** The middle of a picture file, as a data URL of a small square. */
export async function readPicture(file: File): Promise<PictureResult> {
  if (!pictureTypes.some((type) => type === file.type)) {
    return {
      isOk: false,
      problem: 'This is no picture that can be used. Choose a PNG, JPEG, WebP or GIF file.',
    };
  }
  if (file.size > largestFile) {
    return { isOk: false, problem: 'The picture is larger than 10 MB. Choose a smaller one.' };
  }
  const [drawn] = await Promise.allSettled([drawSmall(file)]);
  if (drawn.status === 'fulfilled' && drawn.value !== undefined) return { isOk: true, url: drawn.value };
  return {
    isOk: false,
    problem: 'The picture could not be read; the file may be damaged. Choose another one.',
  };
}

async function drawSmall(file: File): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  const cut = Math.min(bitmap.width, bitmap.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, (bitmap.width - cut) / 2, (bitmap.height - cut) / 2, cut, cut, 0, 0, side, side);
  bitmap.close();
  return ['image/webp', 'image/jpeg']
    .map((type) => canvas.toDataURL(type, 0.86))
    .find((url) => url.length <= longestUrl && isPicture(url));
}
