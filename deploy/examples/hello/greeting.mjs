/** The greeting for a name; strangers are welcome too. */
export function greeting(name) {
  const known = (name ?? '').trim();
  return `Hello, ${known === '' ? 'stranger' : known}!`;
}
