import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import type { ColumnFormat, Json } from '@/lib/api/types';
import { Cell } from './view-cell';

function show(value: Json | undefined, format: ColumnFormat) {
  return render(
    <MemoryRouter>
      <Cell value={value} format={format} />
    </MemoryRouter>,
  ).container;
}

describe('a cell of an agent’s table', () => {
  it.each<[Json | undefined, ColumnFormat, string]>([
    ['x', 'TEXT', 'x'],
    [1234567.5, 'NUMBER', '1,234,567.5'],
    [{ amount: '12.30', currency: 'EUR' }, 'MONEY', '12.30 EUR'],
    ['12.30 USD', 'MONEY', '12.30 USD'],
    ['ROLLED_BACK', 'STATUS', 'Rolled back'],
    ['some_new_state', 'STATUS', 'Some new state'],
    [null, 'TEXT', '–'],
    [undefined, 'MONEY', '–'],
    [false, 'TEXT', 'false'],
    [['a'], 'TEXT', '["a"]'],
  ])('%j as %s is "%s"', (value, format, text) => {
    expect(show(value, format).textContent).toBe(text);
  });

  it('links inside and to the web, and nowhere else', () => {
    show('/runs/1', 'LINK');
    expect(screen.getByRole('link').getAttribute('href')).toBe('/runs/1');
    expect(show('javascript:alert(1)', 'LINK').querySelector('a')).toBeNull();
    expect(show('//evil.example', 'LINK').querySelector('a')).toBeNull();
    expect(show({ href: 'https://example.org/', label: 'site' }, 'LINK').querySelector('a')?.rel).toBe('noreferrer');
  });
});
