// Runs the form of bench/large_form.py through two engines from npm, which are installed in the
// folder that the first argument names.
//
// Reads {questions: [{name, label, needs, options}], answers, pages, rounds} from standard input
// and prints a list of {engine, evaluate_ms, validate_ms, shown}: the least CPU time over
// the rounds, and how many questions are shown after the root's answer was turned to no.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import process from 'node:process'

const folder = resolve(process.argv[2])
const require = createRequire(join(folder, 'engines.mjs'))
let given = ''
for await (const part of process.stdin) {
  given += part
}
const asked = JSON.parse(given)

function cpuMilliseconds(work) {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function least(rounds, once) {
  const all = Array.from({ length: rounds }, once)
  const best = (key) => Math.min(...all.map((round) => round[key]))
  return {
    evaluate_ms: best('evaluate_ms'),
    validate_ms: best('validate_ms'),
    shown: all[0].shown
  }
}

function inPages(questions, pages) {
  const size = questions.length / pages
  return Array.from({ length: pages }, (_, n) => questions.slice(n * size, (n + 1) * size))
}

function surveyDefinition(pages, settings) {
  const element = ({ name, label, needs, options }) => ({
    type: 'radiogroup',
    name,
    title: label,
    isRequired: true,
    choices: options,
    ...(needs ? { visibleIf: `{${needs}} = 'yes'` } : {})
  })
  const elements = inPages(asked.questions, pages).map((page) => page.map(element))
  return { ...settings, pages: elements.map((own, n) => ({ name: `page_${n}`, elements: own })) }
}

function survey({ Model }, pages, settings = {}) {
  const definition = surveyDefinition(pages, settings)
  return least(asked.rounds, () => {
    const model = new Model(structuredClone(definition))
    model.data = structuredClone(asked.answers)
    const evaluate_ms = cpuMilliseconds(() => model.setValue('root', 'no'))
    const validate_ms = cpuMilliseconds(() => model.validate(false))
    const shown = model.getAllQuestions().filter((question) => question.isVisible).length
    return { evaluate_ms, validate_ms, shown }
  })
}

function formioComponents() {
  return asked.questions.map(({ name, label, needs, options }) => ({
    type: 'radio',
    key: name,
    label,
    input: true,
    validate: { required: true },
    values: options.map((option) => ({ value: option, label: option })),
    ...(needs ? { conditional: { show: true, when: needs, eq: 'yes' } } : {})
  }))
}

// A target is the engine's own list of steps. Its last one validates; those before it evaluate.
function formio({ processSync }, target) {
  return least(asked.rounds, () => {
    const components = formioComponents()
    const data = { ...structuredClone(asked.answers), root: 'no' }
    const scope = {}
    const run = (processors) => () =>
      processSync({ components, data, scope, processors, form: { components }, submission: { data } })
    const evaluate_ms = cpuMilliseconds(run(target.slice(0, -1)))
    const hidden = (scope.conditionals ?? []).filter((one) => one.conditionallyHidden).length
    const validate_ms = cpuMilliseconds(run(target.slice(-1)))
    return { evaluate_ms, validate_ms, shown: components.length - hidden }
  })
}

function version(name) {
  const described = join(folder, 'node_modules', name, 'package.json')
  return JSON.parse(readFileSync(described, 'utf8')).version
}

const surveyCore = require('survey-core')
const formioCore = require('@formio/core')
const named = (name, how) => `${name} ${version(name)}, ${how}`
const rows = [
  [named('survey-core', 'one page'), survey(surveyCore, 1)],
  [named('survey-core', `${asked.pages} pages`), survey(surveyCore, asked.pages)],
  [
    named('survey-core', 'set to clear hidden'),
    survey(surveyCore, asked.pages, { clearInvisibleValues: 'onHidden' })
  ],
  [named('@formio/core', 'submission'), formio(formioCore, formioCore.ProcessTargets.submission)],
  [named('@formio/core', 'evaluator'), formio(formioCore, formioCore.ProcessTargets.evaluator)]
]
process.stdout.write(JSON.stringify(rows.map(([engine, row]) => ({ engine, ...row }))))
