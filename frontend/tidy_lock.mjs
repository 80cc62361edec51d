// Takes the web addresses out of package-lock.json: neither where a package
// was fetched from nor where its authors ask for money belongs in this
// repository. `npm run lock` runs this after npm has written the file; another
// lock than the front end's own is named from the root of this repository.

import { readFileSync, writeFileSync } from 'node:fs'

const lockFile = new URL(`../${process.argv[2] ?? 'package-lock.json'}`, import.meta.url)
const lock = JSON.parse(readFileSync(lockFile, 'utf8'))

for (const entry of Object.values(lock.packages)) {
  delete entry.resolved
  delete entry.funding
}

writeFileSync(lockFile, JSON.stringify(lock, null, 2) + '\n')
