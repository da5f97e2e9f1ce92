/** The one theme: a calm, dense instrument with one accent; colours that mean something are named in theme.css. */
import {
  Anchor,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Kbd,
  type MantineColorsTuple,
  Menu,
  Modal,
  Tooltip,
} from '@mantine/core';

const iris: MantineColorsTuple = [
  '#f0f1fe',
  '#dfe1fb',
  '#bfc3f5',
  '#9ba1ef',
  '#7b83e9',
  '#666fe5',
  '#535de0',
  '#444dc8',
  '#3b43b0',
  '#2f3797',
];

/** Cooler than Mantine's own, so that grey structure and the accent are of one family. */
const dark: MantineColorsTuple = [
  '#d6d9e0',
  '#b9bdc7',
  '#9aa0ad',
  '#6d7381',
  '#4a4f5b',
  '#343944',
  '#282c35',
  '#1b1e25',
  '#15171d',
  '#101217',
];

export const theme = createTheme({
  colors: { iris, dark },
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 7 },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '10px', xl: '14px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Anchor: Anchor.extend({ defaultProps: { underline: 'always' } }),
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'default', radius: 'sm', tt: 'none', fw: 500 } }),
    Menu: Menu.extend({
      defaultProps: {
        transitionProps: { duration: 80 },
        shadow: 'md',
        // What floats stays within the landmark that it belongs to.
        withinPortal: false,
        withInitialFocusPlaceholder: false,
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { duration: 100 },
        closeButtonProps: { 'aria-label': 'Close' },
        // A dialog's head is no banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { transitionProps: { duration: 80 }, openDelay: 300, withArrow: true, withinPortal: false },
    }),
    Kbd: Kbd.extend({ defaultProps: { size: 'xs' } }),
  },
});

/** Mantine's dimmed text is below 4.5:1 on its own backgrounds in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbfbfd',
    '--mantine-color-text': '#1b1e25',
    '--mantine-color-dimmed': '#565c69',
    '--mantine-color-placeholder': '#656b78',
    '--mantine-color-anchor': '#444dc8',
    '--mantine-color-default-border': '#d9dce3',
    '--mantine-color-error': '#b01e28',
  },
  dark: {
    '--mantine-color-body': '#15171d',
    '--mantine-color-dimmed': '#a3a9b6',
    '--mantine-color-placeholder': '#8f95a3',
    '--mantine-color-anchor': '#a9aff5',
    '--mantine-color-default': '#1f232b',
    '--mantine-color-default-hover': '#282c35',
    '--mantine-color-default-border': '#3a3f4b',
    '--mantine-color-error': '#ff8f8f',
  },
});
