// Reads a page of the preview again when a file of the forms was saved. What
// was typed and not sent yet is kept for that moment, and put back.

const watch = document.getElementById('watch')
const KEPT = `riskform preview ${location.pathname}${location.search}`
const PAUSE = 1000 // milliseconds between two looks

let reloading = false
let leftAt = 0
// The question whether to leave is for people; here everything is put back.
window.addEventListener('beforeunload', (event) => {
  if (reloading) event.stopImmediatePropagation()
  else leftAt = Date.now()
}, { capture: true })

const touched = new Set()
document.querySelectorAll('main form[id], main form[method="post"]').forEach((form) => {
  form.addEventListener('input', () => touched.add(form))
})

function boxes (form) {
  return [...form.elements].filter((box) => box.name && box.type !== 'hidden' && box.type !== 'submit')
}

function keep () {
  const typed = [...touched].map((form) => ({
    action: form.getAttribute('action'),
    boxes: boxes(form).map((box) => [box.name, box.type, box.value, box.checked === true])
  }))
  const open = [...document.querySelectorAll('details[id]')].map((one) => [one.id, one.open])
  sessionStorage.setItem(KEPT, JSON.stringify({ typed, open }))
}

function fill (form, kept) {
  const own = boxes(form)
  for (const [name, type, value, checked] of kept) {
    const ticked = type === 'radio' || type === 'checkbox'
    const box = own.find((one) => one.name === name && (!ticked || one.value === value))
    if (box && ticked) box.checked = checked
    else if (box) box.value = value
  }
  form.dispatchEvent(new Event('input', { bubbles: true }))
}

function putBack () {
  const kept = sessionStorage.getItem(KEPT)
  if (!kept) return
  sessionStorage.removeItem(KEPT)
  const { typed, open } = JSON.parse(kept)
  for (const one of typed) {
    const form = [...document.forms].find((form) => form.getAttribute('action') === one.action)
    if (form) fill(form, one.boxes)
  }
  for (const [id, isOpen] of open) {
    const details = document.getElementById(id)
    if (details) details.open = isOpen
  }
  watch.textContent = 'A file was saved, so this page was read again. It looks out for the next.'
}

async function look () {
  try {
    const answer = await fetch('/stamp', { cache: 'no-store' })
    const { stamp } = await answer.json()
    // Who is on the way to another page must not be called back to this one.
    const leaving = Date.now() - leftAt < 5 * PAUSE
    if (stamp !== watch.dataset.stamp && !leaving) {
      keep()
      reloading = true
      location.reload()
      return
    }
  } catch {
    watch.textContent = 'The preview does not answer. Was it stopped?'
  }
  setTimeout(look, PAUSE)
}

if (watch) {
  watch.textContent = 'This page reads itself again when you save a file.'
  putBack()
  setTimeout(look, PAUSE)
}
