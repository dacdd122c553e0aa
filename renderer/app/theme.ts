// Mantine in the colours and sizes of `tokens.css`: one accent, radius 8 for controls, 11 to 14 px text.
import { Button, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const indigo: MantineColorsTuple = [
  '#eef0ff',
  '#e0e2ff',
  '#c7c9fe',
  '#a9a8ff',
  '#918fff',
  '#7c7bff',
  '#4f46e5',
  '#4338ca',
  '#3d36c4',
  '#312e81',
];

/** The surfaces and lines of the dark tokens, for whatever has no token of its own: switches, what is disabled. */
const dark: MantineColorsTuple = [
  '#e7ebf2',
  '#c3cbd8',
  '#97a3b6',
  '#5a677b',
  '#364152',
  '#262e3a',
  '#202733',
  '#161b23',
  '#12171e',
  '#0f1319',
];

export const theme = createTheme({
  primaryColor: 'indigo',
  colors: { indigo, dark },
  primaryShade: { light: 6, dark: 5 },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Code', 'DejaVu Sans Mono', Menlo, monospace",
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.5', xl: '1.5' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    // Of itself Mantine writes white on every filled button, which the dark accent is too light for.
    Button: Button.extend({
      vars: (_theme, { variant = 'filled', color }) => ({
        root: variant === 'filled' && color === undefined ? { '--button-color': 'var(--on-accent)' } : {},
      }),
    }),
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, fz: 12 } },
    Modal: { defaultProps: { centered: true, radius: 'xl' } },
    // A dialog's head is no head of the page.
    ModalHeader: { defaultProps: { role: 'none' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close this message' } } },
    Menu: { defaultProps: { shadow: 'md', radius: 'lg' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { shadow: 'md' } } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-indigo-filled': 'var(--accent)',
  '--mantine-color-indigo-filled-hover': 'var(--accent-hover)',
  '--mantine-color-indigo-light': 'var(--accent-soft)',
  '--mantine-color-indigo-light-hover': 'var(--accent-soft)',
  '--mantine-color-indigo-light-color': 'var(--accent-text)',
  '--mantine-color-indigo-text': 'var(--accent-text)',
  '--mantine-color-red-text': 'var(--bad)',
  '--mantine-color-red-light-color': 'var(--bad)',
  '--mantine-color-gray-light-color': 'var(--muted)',
  '--mantine-color-gray-subtle-color': 'var(--muted)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
