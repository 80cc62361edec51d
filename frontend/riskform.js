// Makes pages that work without script a little better with it: a second click
// on a button is ignored, room left in a text is counted, the message at the
// head of a page takes the keyboard. Nothing here is needed to do the work.

const library = document.getElementById('govuk-frontend')

if (library instanceof HTMLLinkElement && 'noModule' in HTMLScriptElement.prototype) {
  const govuk = await import(library.href)
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  govuk.initAll()
}
