import axe from 'axe-core';

// happy-dom has no layout: colours are checked in a real browser.
const RULES = { 'color-contrast': { enabled: false } };

/** What is wrong for assistive technology, one line each. */
export async function violations(within: Document | HTMLElement = document) {
  document.documentElement.lang = 'en';
  const result = await axe.run(within, { rules: RULES });
  return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}
