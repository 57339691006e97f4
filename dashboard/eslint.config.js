import { readdirSync } from 'node:fs';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Imports run app, features, components, lib: never upwards and never sideways. */
function direction(files, forbidden, message) {
  return {
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: forbidden, message }] },
      ],
    },
  };
}

const features = readdirSync('src/features');
const climbing = ['../../../*'];

export default tseslint.config(
  { ignores: ['target', 'node_modules'] },
  ...tseslint.configs.strict,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrel files.' },
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Everything is escaped.',
        },
      ],
    },
  },
  direction(['src/lib/**'], ['@/app/*', '@/features/*', '@/components/*', ...climbing], 'lib imports only lib.'),
  direction(
    ['src/components/ui/**'],
    ['@/app/*', '@/features/*', '@/components/domain/*', '@/lib/api/*', ...climbing],
    'Primitives know no product words.',
  ),
  direction(
    ['src/components/domain/**'],
    ['@/app/*', '@/features/*', ...climbing],
    'Components import components and lib.',
  ),
  ...features.map((feature) =>
    direction(
      [`src/features/${feature}/**`],
      ['@/app/*', ...features.filter((other) => other !== feature).map((other) => `@/features/${other}/*`), ...climbing],
      'A feature imports itself, components and lib.',
    ),
  ),
  {
    files: ['src/**/*.test.{ts,tsx}', 'src/test/**'],
    rules: { 'no-restricted-imports': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['dev/**', 'scripts/**'],
    rules: { 'no-console': 'off' },
  },
);
