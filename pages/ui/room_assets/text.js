// A text that several people write. What is typed is kept in this tab until the server has said that it stands, and is
// sent again until then. When somebody else wrote meanwhile both texts are shown and the writer chooses. Sent: `write`
// {body, seen, write_id}; `writing` true while the cursor is in it. Everything people wrote goes in as text.
const states = new WeakMap()
const IDLE = 900
const AGAIN = 4000
const MOMENT = 250

const make = (tag, className, text) => {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text != null) made.textContent = text
  return made
}
const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map(n => n.toString(16).padStart(2, '0')).join('')
const tidy = text => text.replace(/\s+$/, '')

export default function text({ data, parentElement, setTriggerValue, setStateValue }) {
  const root = parentElement.querySelector('.text')
  const told = JSON.parse(data)
  let state = states.get(root)
  if (!state) {
    state = begin(root, told)
    states.set(root, state)
  }
  state.tell = value => setTriggerValue('write', value)
  state.say = value => setStateValue('writing', value)
  hear(state, told)
  return () => {
    clearTimeout(state.idle)
    clearTimeout(state.telling)
    clearInterval(state.again)
    states.delete(root)
  }
}

function begin(root, told) {
  const state = { root, told, seen: told.version, stands: told.body, sent: null, lost: null }
  state.name = `tahti.${told.id}`
  const label = make('label', 'label', told.label)
  state.area = make('textarea', 'area')
  state.area.id = label.htmlFor = 'area'
  state.area.maxLength = told.longest
  state.area.placeholder = told.words.placeholder
  state.area.value = told.body
  state.status = make('div', 'status')
  state.status.setAttribute('role', 'status')
  state.beside = make('div', 'beside')
  root.replaceChildren(label, state.area, state.beside, state.status)
  const draft = kept(state)
  if (draft && draft.room && told.room && draft.room !== told.room) {
    state.lost = { body: tidy(draft.body), said: told.words.left }
  } else if (draft && tidy(draft.body) !== told.body) {
    state.area.value = draft.body
    state.seen = draft.seen
    state.stands = draft.stands
  }
  state.area.addEventListener('input', () => {
    keep(state)
    grow(state)
    show(state)
    later(state)
  })
  state.area.addEventListener('focus', () => at(state, true))
  state.area.addEventListener('blur', () => {
    send(state)
    at(state, false)
  })
  state.area.addEventListener('keydown', event => {
    event.stopPropagation()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(state)
  })
  state.again = setInterval(() => {
    if (isDirty(state) && (!state.sent || Date.now() - state.sent.at > AGAIN)) send(state)
  }, AGAIN / 2)
  later(state)
  return state
}

/** Tells that the cursor came or went, a moment later: the page may be drawn anew then, and not while a finger that
 *  left the text for a button is still on it. */
function at(state, here) {
  clearTimeout(state.telling)
  state.telling = setTimeout(() => state.say(here), MOMENT)
}

// ------------------------------------------------------------------------------------------------------------- drafts

const isDirty = state => tidy(state.area.value) !== state.stands

function kept(state) {
  try {
    return JSON.parse(sessionStorage.getItem(state.name))
  } catch {
    return null
  }
}

function keep(state) {
  try {
    if (isDirty(state)) {
      const { seen, stands, told } = state
      const draft = { body: state.area.value, seen, stands, room: told.room }
      sessionStorage.setItem(state.name, JSON.stringify(draft))
    } else sessionStorage.removeItem(state.name)
  } catch {
    // a tab without storage keeps what is on the screen
  }
}

// ------------------------------------------------------------------------------------------------------------ sending

function later(state) {
  clearTimeout(state.idle)
  state.idle = setTimeout(() => send(state), IDLE)
}

function send(state) {
  if (!isDirty(state) || state.told.closed || clashes(state)) return
  const body = tidy(state.area.value)
  const same = state.sent && state.sent.body === body && state.sent.seen === state.seen
  state.sent = same ? { ...state.sent, at: Date.now() } : { body, seen: state.seen, write_id: newId(), at: Date.now() }
  const { seen, write_id } = state.sent
  state.tell({ body, seen, write_id, n: Date.now() })
  show(state)
}

/** Whether somebody else's text stands now that the writer has not seen. */
const clashes = state => isDirty(state) && state.told.version !== state.seen && state.told.body !== tidy(state.area.value)

// ------------------------------------------------------------------------------------------------------------ hearing

function hear(state, told) {
  state.told = told
  const sent = state.sent
  if (sent && [told.acked, told.write_id].includes(sent.write_id)) {
    state.seen = told.acked === sent.write_id ? told.acked_version : told.version
    state.stands = state.mine = sent.body
    state.sent = null
  }
  if (!isDirty(state)) {
    const over = told.version !== state.seen && state.mine && state.stands === state.mine
    if (over && !told.body.includes(state.mine)) state.lost = { body: state.mine, by: told.by, said: '' }
    if (told.body !== state.stands) state.area.value = told.body
    state.seen = told.version
    state.stands = told.body
  } else if (told.body === tidy(state.area.value)) {
    state.seen = told.version
    state.stands = told.body
    state.sent = null
  } else if (!state.sent) later(state)
  keep(state)
  state.area.readOnly = told.closed
  grow(state)
  show(state)
}

// ------------------------------------------------------------------------------------------------------------ showing

function grow(state) {
  state.area.style.height = 'auto'
  state.area.style.height = `${Math.max(state.told.rows * 24 + 16, state.area.scrollHeight + 2)}px`
}

function show(state) {
  const { words, by, error } = state.told
  const clash = clashes(state)
  drawBeside(state, clash)
  const dirty = isDirty(state)
  const refused = dirty && error
  state.root.classList.toggle('waits', dirty)
  if (clash) state.status.textContent = words.clash_below
  else if (refused) state.status.textContent = error
  else if (dirty) state.status.textContent = state.sent ? words.saving : words.unsaved
  else if (state.told.body) state.status.textContent = by ? words.saved_by.replace('{who}', by) : words.saved
  else state.status.textContent = ''
}

function drawBeside(state, clash) {
  const mark = clash ? `clash ${state.told.version}` : state.lost ? `lost ${state.lost.body}` : ''
  if (state.mark === mark) return
  state.mark = mark
  state.beside.replaceChildren()
  if (clash) drawClash(state)
  else if (state.lost) drawLost(state)
}

function drawClash(state) {
  const { words, by, body, version } = state.told
  const choose = value => () => {
    state.area.value = value(tidy(state.area.value))
    state.seen = version
    state.stands = body
    state.sent = null
    keep(state)
    grow(state)
    send(state)
    show(state)
    state.area.focus()
  }
  drawOther(state, words.clash.replace('{who}', by || words.you_elsewhere), body, [
    [words.keep_both, choose(mine => both(state.stands, body, mine))],
    [words.keep_theirs, choose(() => body)],
    [words.keep_mine, choose(mine => mine)],
  ])
}

/** Their text and what I added to the one that we both saw; all of mine where I changed that one. */
const both = (seen, theirs, mine) => tidy(`${theirs}\n${mine.startsWith(seen) ? mine.slice(seen.length).trim() : mine}`)

function drawLost(state) {
  const { words } = state.told
  const gone = () => {
    state.lost = null
    show(state)
  }
  const back = () => {
    state.area.value = `${tidy(state.area.value)}\n${state.lost.body}`.trim()
    gone()
    keep(state)
    grow(state)
    send(state)
  }
  const said = state.lost.said || words.lost.replace('{who}', state.lost.by || words.you_elsewhere)
  drawOther(state, said, state.lost.body, [
    [words.bring_back, back],
    [words.fine, gone],
  ])
}

function drawOther(state, said, body, ways) {
  const box = make('div', 'other')
  box.setAttribute('role', 'alert')
  box.append(make('div', 'said', said), make('div', 'body', body))
  const row = make('div', 'ways')
  for (const [name, act] of ways) {
    const button = make('button', '', name)
    button.type = 'button'
    button.onclick = act
    row.append(button)
  }
  box.append(row)
  state.beside.append(box)
}
