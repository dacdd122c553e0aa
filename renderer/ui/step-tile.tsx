// The icon of a step kind on the tint of its group.
import {
  IconArrowForwardUp,
  IconArrowsSplit2,
  IconCode,
  IconDoorEnter,
  IconFlag,
  IconGitBranch,
  IconHeadset,
  IconSearch,
  IconHourglass,
  IconListCheck,
  IconMessage,
  IconMessageCircle,
  IconPlayerPlay,
  IconPuzzle,
  IconSitemap,
  IconSparkles,
  IconUserEdit,
  type Icon,
  IconVariable,
  IconApi,
  IconBolt,
  IconCalculator,
  IconDatabase,
  IconPlugConnected,
  IconShieldCheck,
  IconZzz,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';

/** Icons that definitions may name. The whole set would be larger than the rest of the window. */
export const stepIcons: Readonly<Record<string, Icon>> = {
  'arrow-forward-up': IconArrowForwardUp,
  'arrows-split-2': IconArrowsSplit2,
  api: IconApi,
  bolt: IconBolt,
  calculator: IconCalculator,
  database: IconDatabase,
  'plug-connected': IconPlugConnected,
  'shield-check': IconShieldCheck,
  code: IconCode,
  'door-enter': IconDoorEnter,
  flag: IconFlag,
  'git-branch': IconGitBranch,
  headset: IconHeadset,
  search: IconSearch,
  hourglass: IconHourglass,
  'list-check': IconListCheck,
  message: IconMessage,
  'message-circle': IconMessageCircle,
  'player-play': IconPlayerPlay,
  sitemap: IconSitemap,
  sparkles: IconSparkles,
  'user-edit': IconUserEdit,
  variable: IconVariable,
  zzz: IconZzz,
};

interface StepTileProps {
  readonly kind: { readonly icon: string; readonly group: string } | undefined;
  readonly size?: number;
}

/** Without a kind: the tile of a missing step. */
export function StepTile({ kind, size = 28 }: StepTileProps): ReactElement {
  const StepIcon = (kind === undefined ? undefined : stepIcons[kind.icon]) ?? IconPuzzle;
  return (
    <span
      className={`step-tile step-tile--${kind?.group ?? 'missing'}`}
      style={{ width: size, height: size, borderRadius: size > 24 ? 8 : 6 }}
      aria-hidden="true"
    >
      <StepIcon size={size * 0.58} stroke={1.8} />
    </span>
  );
}
