import { usePreview } from './preview-store.ts';

/** Change whose words the author writes while an operator takes part. */
export const writingAsKeys = 'Alt+O';

export function changeWriter(): void {
  usePreview.setState(({ writingAs }) => ({ writingAs: writingAs === 'operator' ? 'customer' : 'operator' }));
}
