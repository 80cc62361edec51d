// Says whether conditions hold: the same trees as on the server, and the same answers.
// riskform/definitions/conditions/tree_json.py describes the trees, and
// riskform/engine/household_json.py the household. A truth is true, false, or null for unknown.
// What can't be read throws. Nothing is kept, nothing is fetched, and no text is run.

const DIGITS = 120 // What is longer is no number that anybody meant, and stays unknown.
const NOT_KNOWN = 'not_known'

const fail = (what) => { throw new Error(what) }
const held = (values, key) => (values && Object.hasOwn(values, key) ? values[key] : null)
const entry = (table, tag) => held(table, tag) ?? fail(`${tag} has no meaning here`)
const ifKnown = (values, say) => (values.includes(null) ? null : say(...values))

// The walk. A node starts with its tag, and a table has one function for each tag that may stand
// there. It is given the scope, which is the household and whoever is in scope, and then the node.
const walk = (table, [tag, ...node], scope) => entry(table, tag)(scope, ...node)
const judge = (tree, scope) => walk(CONDITIONS, tree, scope)
const look = (subject, scope) => walk(SUBJECTS, subject, scope)
const eachOf = (over, where, scope) => walk(DOMAINS, over, scope).map((each) => judge(where, each))

// Returns a number as a text, so that it is not rounded. A day is the days since 1 January 1970.
function measure(tree, scope) {
  const value = walk(MEASURES, tree, scope)
  if (value === null || value === NOT_KNOWN) return null
  return partsOf(/^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) / 86_400_000 : value)[0]
}

const partsOf = (text) => /^(-?\d+)(?:\.(\d+))?$/.exec(text) ?? fail(`${text} is no number`)

// Returns whole numbers, which are exact: of '2.5' and '0.25' they are 250n and 25n, and 2 places.
function digitsOf(...numbers) {
  const parts = numbers.map(partsOf)
  const places = Math.max(...parts.map(([, , part = '']) => part.length))
  return [...parts.map(([, whole, part = '']) => BigInt(whole + part.padEnd(places, '0'))), places]
}

// Returns the text of a number; null, which is unknown, where it is too long.
function written(digits, places) {
  const text = String(digits).replace('-', '').padStart(places + 1, '0')
  const whole = text.slice(0, text.length - places)
  const part = text.slice(text.length - places).replace(/0+$/, '')
  const long = (whole + part).replace(/^0+/, '').length > DIGITS
  return long ? null : (digits < 0n ? '-' : '') + whole + (part && `.${part}`)
}

const SIGNS = {
  '+': (one, other, places) => written(one + other, places),
  '-': (one, other, places) => written(one - other, places),
  '*': (one, other, places) => written(one * other, 2 * places)
}
const calculated = (one, sign, other) =>
  ifKnown([one, other], (...both) => entry(SIGNS, sign)(...digitsOf(...both)))

// What somebody answered, or what is known of a person; null where there is nothing.
const SUBJECTS = {
  answer: (scope, ref, ask) => held(scope[ask]?.values, ref),
  'left out': () => null,
  field: ({ row }, name) => held(row?.values, name),
  child: ({ child }, name) => (Object.hasOwn(child, name) ? child[name] : fail(`no child has ${name}`)),
  adult: ({ child, adult }, name) => {
    const value = held(child && held(adult?.to, child.id), name)
    return name === 'lives_here' && value === NOT_KNOWN ? null : value
  }
}

const MEASURES = {
  ...SUBJECTS,
  level: ({ level }) => level,
  today: ({ today }) => today,
  number: (_scope, text) => text,
  day: (_scope, text) => text,
  score: (scope, subject, scores) => {
    const own = new Map(scores).set(NOT_KNOWN, null).set(null, null)
    const chosen = [look(subject, scope)].flat()
    return chosen.reduce((total, option) => calculated(total, '+', own.get(option)), '0')
  },
  'days since': (scope, day) => calculated(measure(['today'], scope), '-', measure(day, scope)),
  sum: (scope, first, ...rest) => rest.reduce(
    (total, [sign, part]) => calculated(total, sign, measure(part, scope)), measure(first, scope)),
  count: (scope, over, where) => eachOf(over, where, scope).filter((truth) => truth === true).length
}

// Whom or what a quantifier ranges over: the scope of each, in which its condition is judged.
const DOMAINS = {
  'each child': (scope) => scope.children.map((child) => ({ ...scope, child })),
  'other child': (scope) => DOMAINS['each child'](scope).filter(({ child }) => child !== scope.child),
  'each adult': (scope) => scope.adults.map((adult) => ({ ...scope, adult })),
  items: (scope, list) => (look(list, scope) ?? []).map((row) => ({ ...scope, row }))
}

const opposite = (tag) => (scope, ...node) => judge(['not', [tag, ...node]], scope)
const join = (truths, decisive) =>
  truths.includes(decisive) ? decisive : ifKnown(truths, () => !decisive)
const ifAnswered = (holds) => (scope, subject, words) =>
  ifKnown([look(subject, scope)], (value) => holds(value, words, scope, subject))
const compare = (holds) => (scope, left, right) =>
  ifKnown([measure(left, scope), measure(right, scope)], (...both) => holds(...digitsOf(...both)))

const CONDITIONS = {
  is: ifAnswered((value, options) => options.includes(value)),
  'is not': opposite('is'),
  'includes any': ifAnswered((value, options) => options.some((option) => value.includes(option))),
  'includes all': ifAnswered((value, options) => options.every((option) => value.includes(option))),
  answered: (scope, subject) => look(subject, scope) !== null,
  'not answered': opposite('answered'),
  'known by': ifAnswered((_value, sources, scope, [, ref, ask]) =>
    sources.includes(held(scope[ask].known_by, ref))),
  'not known by': opposite('known by'),
  '=': compare((one, other) => one === other),
  '!=': compare((one, other) => one !== other),
  '<': compare((one, other) => one < other),
  '<=': compare((one, other) => one <= other),
  '>': compare((one, other) => one > other),
  '>=': compare((one, other) => one >= other),
  'is born': ({ child }) => child.is_born,
  not: (scope, inner) => ifKnown([judge(inner, scope)], (truth) => !truth),
  and: (scope, ...parts) => join(parts.map((part) => judge(part, scope)), false),
  or: (scope, ...parts) => join(parts.map((part) => judge(part, scope)), true),
  any: (scope, over, where) => join(eachOf(over, where, scope), true),
  every: (scope, over, where) => join(eachOf(over, where, scope), false),
  no: opposite('any'),
  named: ({ names }, name) => (names.has(name) ? names.get(name) : fail(`${name} comes later`))
}

// Returns what tells of a household, for the key of a tree of the document and for those in scope,
// such as {child: 'kit'}: the `truth` of a condition, or the `number` of a calculation as a text.
export function evaluator({ version, names, trees }, household) {
  if (version !== 1) fail(`version ${version} of conditions can't be read here`)
  const whole = { ...household, names: new Map(), child: null, adult: null, row: null }
  for (const [name, tree] of names) whole.names.set(name, judge(tree, whole))
  const one = (all, id) => id && (all.find((each) => each.id === id) ?? fail(`${id} is not here`))
  const scope = ({ child, adult }) =>
    ({ ...whole, child: one(whole.children, child), adult: one(whole.adults, adult) })
  const tree = (key) => held(trees, key) ?? fail(`there is no condition ${key}`)
  const asking = (evaluate) => (key, who = {}) => evaluate(tree(key), scope(who))
  return { truth: asking(judge), number: asking(measure) }
}
