import { useState } from 'react';

const KEY = 'polity.theme';
const themes = { system: 'As the system', light: 'Light', dark: 'Dark' };
type Theme = keyof typeof themes;

const stored = (): Theme => (localStorage.getItem(KEY) as Theme | null) ?? 'system';

export function applyTheme(theme = stored()): void {
  document.documentElement.dataset['theme'] = theme;
}

export function ThemePicker() {
  const [theme, setTheme] = useState(stored);
  return (
    <label>
      Colours{' '}
      <select
        value={theme}
        onChange={({ target }) => {
          const chosen = target.value as Theme;
          localStorage.setItem(KEY, chosen);
          applyTheme(chosen);
          setTheme(chosen);
        }}
      >
        {Object.entries(themes).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
