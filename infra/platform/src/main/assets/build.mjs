// Copies the few served files of the npm packages into the class path and makes the icon sprite.
// usage: node build.mjs <target/classes>
// npm runs only when node_modules is absent or belongs to another lock file; nothing is copied when nothing changed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? '');
const modules = join(here, 'node_modules');
const read = (path) => readFileSync(path, 'utf8');
const hash = (...texts) => texts.reduce((h, text) => h.update(text), createHash('sha256')).digest('hex');

const lock = hash(read(join(here, 'package-lock.json')));
const installed = join(modules, '.kvartal-lock');
if (!existsSync(installed) || read(installed) !== lock) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(installed, lock);
}

const wanted = hash(lock, read(join(here, 'icons.txt')), read(fileURLToPath(import.meta.url)));
const stamp = join(out, '..', 'assets.stamp');
if (existsSync(stamp) && read(stamp) === wanted && existsSync(join(out, 'static', 'icons.svg'))) {
  process.exit(0);
}

const copy = (from, to) => {
  mkdirSync(dirname(join(out, to)), { recursive: true });
  cpSync(join(modules, from), join(out, to));
};
const write = (to, text) => {
  mkdirSync(dirname(join(out, to)), { recursive: true });
  writeFileSync(join(out, to), text);
};
const withoutMap = (from, to) => write(to, read(join(modules, from)).replace(/^\s*\/[/*]# sourceMappingURL=.*$/gm, ''));

withoutMap('htmx.org/dist/htmx.min.js', 'static/vendor/htmx.js');
withoutMap('htmx.org/dist/ext/hx-sse.min.js', 'static/vendor/hx-sse.js');
withoutMap('wavesurfer.js/dist/wavesurfer.esm.js', 'static/vendor/wavesurfer.js');
withoutMap('wavesurfer.js/dist/plugins/regions.esm.js', 'static/vendor/wavesurfer-regions.js');
withoutMap('@tabler/core/dist/css/tabler.min.css', 'static/vendor/tabler.css');

// The tenge sign sits in latin-ext: one character would pull a whole file, so the system font draws it.
const ranges = {
  cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
  'cyrillic-ext': 'U+0460-048F,U+0492-04AF,U+04B2-052F',
  latin: 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212,U+FEFF,U+FFFD',
  'latin-ext': 'U+0100-0130,U+0132-0151,U+0154-02BA,U+1E00-1E9F,U+1EF2-1EFF',
};
for (const [name, family] of [['onest', 'Onest'], ['golos-text', 'Golos Text']]) {
  let css = '';
  for (const [subset, range] of Object.entries(ranges)) {
    const file = `${name}-${subset}.woff2`;
    copy(`@fontsource-variable/${name}/files/${name}-${subset}-wght-normal.woff2`, `static/fonts/${file}`);
    css += `@font-face{font-family:"${family}";font-style:normal;font-weight:400 900;font-display:swap;`
      + `src:url(${file}) format("woff2");unicode-range:${range}}\n`;
  }
  write(`static/fonts/${name}.css`, css);
}
for (const weight of ['400Regular', '600SemiBold', '700Bold']) {
  copy(`@expo-google-fonts/golos-text/${weight}/GolosText_${weight}.ttf`, `fonts/GolosText-${weight.slice(0, 3)}.ttf`);
}

const symbols = read(join(here, 'icons.txt'))
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line && !line.startsWith('#'))
  .map((name) => {
    const svg = read(join(modules, '@tabler/icons/icons/outline', `${name}.svg`));
    const shapes = svg
      .replace(/^[\s\S]*?<svg[^>]*>/, '')
      .replace(/<\/svg>\s*$/, '')
      .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/, '')
      .replace(/\s+/g, ' ')
      .replace(/> </g, '><')
      .trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  });
write('static/icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`);
writeFileSync(stamp, wanted);
