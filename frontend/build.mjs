// Writes what a browser loads into assets/: the style sheet compiled from
// riskform.scss, GOV.UK Frontend's script, our own, the evaluator of conditions,
// and the icon. The same sources give the same bytes. `npm run build` runs this.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as sass from 'sass'

const root = new URL('../', import.meta.url)
const path = (name) => fileURLToPath(new URL(name, root))
const read = (name) => readFileSync(path(name), 'utf8')

// GOV.UK Frontend is under the MIT licence, which asks that its notice goes
// with every copy.
const { version } = JSON.parse(read('node_modules/govuk-frontend/package.json'))
const notice =
  `/*! GOV.UK Frontend ${version}, (c) Crown Copyright (Government Digital Service), MIT licence */\n`

function styles() {
  const { css } = sass.compile(path('frontend/riskform.scss'), {
    loadPaths: [path('node_modules')],
    style: 'compressed',
    charset: false
  })
  return notice + css + '\n'
}

// The map is not shipped, so a browser must not be told to look for it.
function withoutMap(script) {
  return script.replace(/\/\/# sourceMappingURL=.*\s*$/, '')
}

const assets = {
  'riskform.css': styles(),
  'riskform.js': read('frontend/riskform.js'),
  'advice.js': read('frontend/advice.js'),
  'preview.js': read('frontend/preview.js'),
  'waiting.js': read('frontend/waiting.js'),
  'conditions.js': read('frontend/conditions.js'),
  'govuk-frontend.min.js':
    notice + withoutMap(read('node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js')) + '\n',
  'favicon.svg': read('frontend/favicon.svg')
}

mkdirSync(path('assets'), { recursive: true })
for (const [name, content] of Object.entries(assets)) {
  // A server that is running must never read half a file.
  writeFileSync(path(`assets/.${name}`), content)
  renameSync(path(`assets/.${name}`), path(`assets/${name}`))
}
