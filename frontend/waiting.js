// A page that waits for a paper: it is asked again every second, and its new
// words take the place of the old ones. Nothing that has the keyboard moves, and
// a new step is read out, not every page. Without script, the page asks by itself.

const EVERY = 1000 // milliseconds

const shown = document.querySelector('[data-waiting]')
const spoken = document.querySelector('[data-heard]')

// In place of this page, so that Back leads to where the paper was asked for.
const leadOn = (address) => window.location.replace(address)

const show = (page) => {
  const words = page.querySelector('[data-waiting]')
  const link = page.querySelector('[data-leads-on]')
  if (link) {
    // Where the paper is downloaded, this page stays, and says what is true.
    document.title = page.title
    const held = shown.parentElement.contains(document.activeElement)
    document.querySelector('main').replaceWith(page.querySelector('main'))
    if (held) document.querySelector('[data-leads-on]').focus()
    leadOn(link.href)
  } else if (!words) {
    leadOn(window.location.href)
  } else {
    if (words.innerHTML !== shown.innerHTML) shown.innerHTML = words.innerHTML
    const { heard } = page.querySelector('[data-heard]').dataset
    if (spoken.textContent !== heard) spoken.textContent = heard
    setTimeout(ask, EVERY)
  }
}

const ask = async () => {
  try {
    const answer = await fetch(window.location.href, {
      headers: { Accept: 'text/html' },
      redirect: 'manual' // The browser itself goes where it is led.
    })
    if (answer.type === 'opaqueredirect') leadOn(window.location.href)
    else show(new DOMParser().parseFromString(await answer.text(), 'text/html'))
  } catch {
    // The connection was lost: what is laid out goes on, and is asked for again.
    setTimeout(ask, EVERY)
  }
}

const link = document.querySelector('[data-leads-on]')
if (link) leadOn(link.href)
else if (shown) ask()
