// The SMART checks while somebody types: the page is asked for advice a moment
// after typing stops, and at once when a field is left. Nothing is kept by it.
// Where no answer comes, nothing happens: saving shows the same advice.

const PAUSE = 600 // milliseconds without a key

const form = document.querySelector('form[data-advice]')

if (form) {
  const touched = new Set()
  let timer = 0
  let asking = null
  let held = false // A button that moved away under a finger would not be pressed.
  let waiting = null

  // `by-day` belongs to the field `by`, and a name that is typed to `who`.
  // Whether somebody said yes is about who it is.
  const fieldOf = (name) => name.replace(/-(day|month|year)$/, '').replace(/^(who_other|agreed.*)$/, 'who')

  const body = () => {
    const sent = new URLSearchParams(new FormData(form))
    sent.delete('csrf_token')
    for (const [name, value] of Object.entries(form.dataset)) {
      if (name !== 'advice') sent.set(name, value)
    }
    return sent
  }

  const show = (advice) => {
    for (const place of form.querySelectorAll('.rf-advice')) {
      const field = place.id.replace('advice-', '')
      const made = document.createElement('template')
      made.innerHTML = advice[field] ?? ''
      // Nobody is told about a field that they have not come to yet, and what
      // did not change is not read out again.
      const due = touched.has(field) || place.childElementCount > 0
      if (due && made.innerHTML !== place.innerHTML) place.innerHTML = made.innerHTML
    }
  }

  const ask = async () => {
    clearTimeout(timer)
    timer = 0
    asking?.abort()
    asking = new AbortController()
    try {
      const answer = await fetch(form.dataset.advice, {
        method: 'POST',
        body: body(),
        headers: { 'X-CSRFToken': form.elements.csrf_token.value },
        signal: asking.signal
      })
      if (!answer.ok) return
      const { advice } = await answer.json()
      if (held) waiting = advice
      else show(advice)
    } catch {
      // Slow, failed or overtaken: the advice stands on the page after saving.
    }
  }

  form.addEventListener('input', (event) => {
    touched.add(fieldOf(event.target.name))
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  })
  form.addEventListener('focusout', () => { if (timer) ask() })
  form.addEventListener('submit', () => { clearTimeout(timer); asking?.abort() })
  document.addEventListener('pointerdown', () => { held = true })
  for (const ended of ['pointerup', 'pointercancel']) {
    document.addEventListener(ended, () => {
      held = false
      // After the click that this may become.
      setTimeout(() => { if (waiting && !held) { show(waiting); waiting = null } })
    })
  }
}
