import { ActionIcon } from '@mantine/core';
import { IconSparkles, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import changelog from '../../CHANGELOG.md?raw';
import { changePreferences, useHasPreferences, usePreference } from '../state/preferences-store.ts';
import { Markdown } from '../ui/markdown.tsx';
import { latestNews } from './changelog.ts';

const news = latestNews(changelog);

/** The latest section of the changelog, until it was put away. */
export function WhatsNew(): ReactElement | null {
  const readFor = usePreference('newsReadFor');
  const hasPreferences = useHasPreferences();
  if (news === null || !hasPreferences || readFor === news.version) return null;
  return (
    <section className="card whats-new" aria-label="What’s new">
      <h2>
        <IconSparkles size={16} stroke={1.8} />
        What’s new in {news.version}
      </h2>
      <Markdown text={news.text} />
      <ActionIcon
        size={26}
        className="whats-new__close"
        aria-label="Close what’s new"
        onClick={() => changePreferences({ newsReadFor: news.version })}
      >
        <IconX size={15} />
      </ActionIcon>
    </section>
  );
}
