import { useUi } from '../state/ui-store.ts';

/** Opens the quick-add menu in the middle of the canvas, where no pointer says a better place. */
export function openQuickAdd(): void {
  const box = document.querySelector('.canvas')?.getBoundingClientRect();
  if (box === undefined) return;
  useUi.setState({
    quickAdd: {
      screen: { x: box.left + box.width / 2 - 120, y: box.top + box.height / 4 },
      position: null,
      from: null,
    },
  });
}
