// Says whether conditions hold: the same trees as on the server, and the same answers.
// riskform/definitions/conditions/tree_json.py describes the trees, and
// riskform/engine/household_json.py the household. A truth is true, false, or null for unknown.
// What can't be read throws. Nothing is kept, nothing is fetched, and no text is run.

const DIGITS = 120 // what is longer is no number that anybody meant, and stays unknown
const NOT_KNOWN = 'not_known'

const fail = (what) => { throw new Error(what) }
const held = (from, key) => (from && Object.hasOwn(from, key) ? from[key] : null)
const run = (table, [tag, ...rest], here) =>
  (held(table, tag) ?? fail(`${tag} has no meaning here`))(here, ...rest)
const not = (truth) => (truth === null ? null : !truth)
const joined = (truths, decisive) =>
  truths.includes(decisive) ? decisive : truths.includes(null) ? null : !decisive

// Numbers are exact: [25n, 1] is 2.5. A day is the number of days since 1 January 1970.
function number(text) {
  const [, whole, part = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(text) ?? fail(`${text} is no number`)
  return [BigInt(whole + part), part.length]
}
const day = (text) => [BigInt(Date.parse(text) / 86_400_000), 0]
const raised = ([digits, places], to) => digits * 10n ** BigInt(to - places)
const plus = (one, other, sign = 1n) => {
  const places = Math.max(one[1], other[1])
  return [raised(one, places) + sign * raised(other, places), places]
}
const SIGNS = {
  '+': (one, other) => plus(one, other),
  '-': (one, other) => plus(one, other, -1n),
  '*': (one, other) => [one[0] * other[0], one[1] + other[1]]
}

function calculated(one, sign, other) {
  if (one === null || other === null) return null
  let [digits, places] = (held(SIGNS, sign) ?? fail(`${sign} is no sign`))(one, other)
  for (; places > 0 && digits % 10n === 0n; places -= 1) digits /= 10n
  const written = String(digits).replace('-', '')
  const long = written.replace(/0+$/, '').length > DIGITS || written.length - places > DIGITS
  return long ? null : [digits, places]
}

function written([digits, places]) {
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0')
  const whole = text.length - places
  return (digits < 0n ? '-' : '') + text.slice(0, whole) + (places ? `.${text.slice(whole)}` : '')
}

// What somebody answered, or what is known of a person; null where there is nothing.
const SUBJECTS = {
  answer: (here, ref, ask) => held(here[ask]?.values, ref),
  'left out': () => null,
  field: (here, name) => held(here.row?.values, name),
  child: ({ child }, name) => (Object.hasOwn(child, name) ? child[name] : fail(`no child has ${name}`)),
  adult: ({ child, adult }, name) => {
    const tie = child && held(adult?.to, child.id)
    const value = tie ? tie[name] : null
    return name === 'lives_here' && value === NOT_KNOWN ? null : value
  }
}
const find = (subject, here) => run(SUBJECTS, subject, here)

const read = (value, kind) =>
  value === null || value === NOT_KNOWN ? null : kind === 'date' ? day(value) : number(value)
const QUANTITIES = {
  answer: (here, ref, ask, kind) => read(SUBJECTS.answer(here, ref, ask), kind),
  'left out': () => null,
  field: (here, name, kind) => read(SUBJECTS.field(here, name), kind),
  child: (here, name) => read(SUBJECTS.child(here, name), 'number'),
  level: (here) => number(here.level),
  today: (here) => day(here.today),
  number: (_here, text) => number(text),
  day: (_here, text) => day(text),
  score: (here, subject, scores) => {
    const chosen = [find(subject, here)].flat()
    if (chosen.includes(null) || chosen.includes(NOT_KNOWN)) return null
    const own = (option) => scores.find(([id]) => id === option) ?? fail(`${option} has no score`)
    return chosen.map(own).reduce((sum, [, text]) => calculated(sum, '+', number(text)), [0n, 0])
  },
  'days since': (here, subject) => {
    const since = read(find(subject, here), 'date')
    return since && calculated(day(here.today), '-', since)
  },
  sum: (here, first, ...rest) =>
    rest.reduce((sum, [sign, part]) => calculated(sum, sign, quantity(part, here)), quantity(first, here)),
  count: (here, over, where) => [BigInt(each(over, where, here).filter((t) => t === true).length), 0]
}
const quantity = (node, here) => run(QUANTITIES, node, here)

const DOMAINS = {
  'each child': (here) => here.children.map((child) => ({ ...here, child })),
  'other child': (here) => DOMAINS['each child'](here).filter(({ child }) => child !== here.child),
  'each adult': (here) => here.adults.map((adult) => ({ ...here, adult })),
  items: (here, list) => {
    const rows = find(list, here)
    return Array.isArray(rows) ? rows.map((row) => ({ ...here, row })) : []
  }
}
const each = (over, where, here) => run(DOMAINS, over, here).map((inner) => truth(where, inner))

function compared(holds) {
  return (here, left, right) => {
    const [one, other] = [quantity(left, here), quantity(right, here)]
    return one === null || other === null ? null : holds(plus(one, other, -1n)[0])
  }
}
const is = (here, subject, options) => {
  const value = find(subject, here)
  return value === null ? null : options.includes(value)
}
const includes = (enough) => (here, subject, options) => {
  const value = find(subject, here)
  return value === null ? null : enough.call(options, (option) => value.includes(option))
}
const knownBy = (here, subject, sources) => {
  const [, ref, ask] = subject
  return find(subject, here) === null ? null : sources.includes(held(here[ask].known_by, ref))
}
const TRUTHS = {
  is,
  'is not': (...node) => not(is(...node)),
  'includes any': includes(Array.prototype.some),
  'includes all': includes(Array.prototype.every),
  answered: (here, subject) => find(subject, here) !== null,
  'not answered': (here, subject) => find(subject, here) === null,
  'known by': knownBy,
  'not known by': (...node) => not(knownBy(...node)),
  '=': compared((more) => more === 0n),
  '!=': compared((more) => more !== 0n),
  '<': compared((more) => more < 0n),
  '<=': compared((more) => more <= 0n),
  '>': compared((more) => more > 0n),
  '>=': compared((more) => more >= 0n),
  'is born': (here) => here.child.is_born,
  not: (here, inner) => not(truth(inner, here)),
  and: (here, ...parts) => joined(parts.map((part) => truth(part, here)), false),
  or: (here, ...parts) => joined(parts.map((part) => truth(part, here)), true),
  any: (here, over, where) => joined(each(over, where, here), true),
  every: (here, over, where) => joined(each(over, where, here), false),
  no: (here, over, where) => not(joined(each(over, where, here), true)),
  named: (here, name) => (here.names.has(name) ? here.names.get(name) : fail(`${name} comes later`))
}
const truth = (node, here) => run(TRUTHS, node, here)

// Returns what judges the trees of a document for a household: `truth` and, as text, `number`, each
// of a tree's key and of who is in scope, such as {child: 'kit'}.
export function evaluator(conditions, household) {
  if (conditions.version !== 1) fail(`version ${conditions.version} of conditions can't be read here`)
  const whole = { ...household, names: new Map(), child: null, adult: null, row: null }
  for (const [name, tree] of conditions.names) whole.names.set(name, truth(tree, whole))
  const one = (people, id) =>
    id === undefined ? null : people.find((person) => person.id === id) ?? fail(`${id} is not here`)
  const scope = ({ child, adult } = {}) =>
    ({ ...whole, child: one(household.children, child), adult: one(household.adults, adult) })
  const tree = (key) => held(conditions.trees, key) ?? fail(`there is no condition ${key}`)
  return {
    truth: (key, who) => truth(tree(key), scope(who)),
    number: (key, who) => {
      const found = quantity(tree(key), scope(who))
      return found && written(found)
    }
  }
}
