// How this person left the window: which panels are open, where the preview stands, how large each is. A project that is
// opened is shown so; windows that are open already stay as they are.
import type { Layout } from '#shared/ipc/preferences.ts';
import { changePreferences, currentPreferences } from './preferences-store.ts';
import { type UiState, useUi } from './ui-store.ts';

const parts = ['isSettingsOpen', 'isPreviewOpen', 'isSidebarOpen', 'previewPlace'] as const;
type Panels = Pick<UiState, (typeof parts)[number]>;

/** In a window so narrow the sidebar lies over the canvas, and is closed until it is asked for. */
export const narrow = '(max-width: 900px)';
const isNarrow = (): boolean => window.matchMedia(narrow).matches;

export function layoutAtOpening(): Partial<UiState> {
  const { opensPreview, layout } = currentPreferences();
  const { isSettingsOpen, isSidebarOpen, previewPlace } = layout;
  const isPreviewOpen = opensPreview && layout.isPreviewOpen;
  return {
    isSettingsOpen,
    isPreviewOpen,
    isSidebarOpen: isSidebarOpen && !isNarrow(),
    previewPlace,
    ...(isPreviewOpen ? {} : { dockTab: 'settings' }),
  };
}

/** Remembers what is opened, closed and put elsewhere from now on. Returns what ends it. */
export function keepLayout(): () => void {
  return useUi.subscribe((now, before) => {
    if (parts.every((part) => now[part] === before[part])) return;
    const { opensPreview, layout } = currentPreferences();
    const panels: Panels = {
      isSettingsOpen: now.isSettingsOpen,
      previewPlace: now.previewPlace,
      isPreviewOpen: opensPreview ? now.isPreviewOpen : layout.isPreviewOpen,
      isSidebarOpen: isNarrow() ? layout.isSidebarOpen : now.isSidebarOpen,
    };
    if (parts.some((part) => panels[part] !== layout[part])) {
      changePreferences({ layout: { ...layout, ...panels } });
    }
  });
}

export function rememberSizes(sizes: Layout['sizes']): void {
  const { layout } = currentPreferences();
  changePreferences({ layout: { ...layout, sizes: { ...layout.sizes, ...sizes } } });
}
