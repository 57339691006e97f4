import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import { setTheme, useTheme, type Theme } from '@/lib/theme';

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS: Readonly<Record<Theme, LucideIcon>> = { system: Monitor, light: Sun, dark: Moon };

export function ThemeToggle() {
  const theme = useTheme();
  const Icon = ICONS[theme];
  return (
    <button
      type="button"
      onClick={() => setTheme(NEXT[theme])}
      aria-label={`Theme: ${theme}. Switch to ${NEXT[theme]}`}
      title={`Theme: ${theme}`}
      className="flex h-7 items-center gap-2.5 rounded-md px-2.5 text-xs font-medium text-muted hover:bg-sunken hover:text-ink"
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="sr-only lg:not-sr-only">Theme: {theme}</span>
    </button>
  );
}
