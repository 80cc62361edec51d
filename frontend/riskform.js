// Makes pages that work without script a little better with it: a second click
// on a button is ignored, room left in a text is counted, the message at the
// head of a page takes the keyboard. Nothing here is needed to do the work.

const library = document.getElementById('govuk-frontend')

// Words that were typed and not saved must not vanish at one press of a link.
let unsaved = false
document.querySelectorAll('main form[method="post"]').forEach((form) => {
  form.addEventListener('input', () => { unsaved = true })
  form.addEventListener('submit', () => { unsaved = false })
})
window.addEventListener('beforeunload', (event) => {
  if (unsaved) event.preventDefault()
})

if (library instanceof HTMLLinkElement && 'noModule' in HTMLScriptElement.prototype) {
  const govuk = await import(library.href)
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  govuk.initAll()
}
