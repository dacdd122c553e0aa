// What a kind may show in place of the form and face that are made from its settings.
import type { ComponentType } from 'react';
import type { NameLookup } from '#shared/model/step-definition.ts';
import type { JsonObject } from '#shared/util/json.ts';

export interface PanelProps {
  readonly settings: JsonObject;
  readonly names: NameLookup;
  /** Replaces the settings; the host validates them. */
  onChange(settings: JsonObject): void;
}

export interface FaceProps {
  readonly settings: JsonObject;
  readonly names: NameLookup;
}

/** Loaders of `panel.tsx` and `face.tsx`, called when the view is first shown. */
export interface StepViews {
  readonly panel?: () => Promise<ComponentType<PanelProps>>;
  readonly face?: () => Promise<ComponentType<FaceProps>>;
}
