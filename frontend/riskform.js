// Makes pages that work without script a little better with it: a second click
// on a button is ignored, room left in a text is counted, the message at the
// head of a page takes the keyboard, and a page is not left to save it while
// there is no connection. Nothing here is needed to do the work.

const library = document.getElementById('govuk-frontend')

// Words that were typed and not saved must not vanish at one press of a link.
let unsaved = false
let reached = false
document.querySelectorAll('main form[method="post"]').forEach((form) => {
  form.addEventListener('input', () => { unsaved = true })
  form.addEventListener('submit', (event) => {
    unsaved = !navigator.onLine && !reached
    if (unsaved) reach(form, event)
  })
})

// Else the browser would show a page of its own, and the way back from it leads to empty boxes. What
// it says of the connection may be wrong, as where the server is the same machine: so that is asked.
function reach(form, event) {
  const { submitter } = event
  event.preventDefault()
  fetch('/healthz', { cache: 'no-store' }).then(
    () => {
      reached = true
      form.requestSubmit(submitter)
    },
    () => tell(form),
  )
}

function tell(form) {
  const said = form.querySelector('.rf-not-saved') ?? document.createElement('p')
  said.className = 'govuk-error-message rf-not-saved'
  said.setAttribute('role', 'alert')
  said.textContent =
    'Not saved: there is no connection. Keep this page open, and save again once there is one.'
  form.append(said)
  said.scrollIntoView({ block: 'nearest' })
}
window.addEventListener('beforeunload', (event) => {
  if (unsaved) event.preventDefault()
})

if (library instanceof HTMLLinkElement && 'noModule' in HTMLScriptElement.prototype) {
  const govuk = await import(library.href)
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  govuk.initAll()
}
