// Edits, marks and package.json: text in, text out.
import { describe, expect, test } from 'vitest'
import { applyEdits, EditConflictError } from '../../codemods/engine/edit.ts'
import { markAt, markRemovals } from '../../codemods/engine/marks.ts'
import { closeText, openText } from '../../codemods/engine/text.ts'
import { dependencyEdit, lockedVersion, raiseEdit, versionOfRange } from '../../codemods/typescript/manifest.ts'

const edit = (start: number, end: number, text: string) => ({ start, end, text })

describe('edits', () => {
  test('are applied at once, whatever their order', () => {
    expect(applyEdits('abcdef', [edit(4, 6, 'Z'), edit(0, 1, 'X'), edit(2, 2, '-')])).toBe('Xb-cdZ')
  })

  test('insertions at one place keep their order, and the same edit said twice is one', () => {
    expect(applyEdits('ab', [edit(1, 1, '1'), edit(1, 1, '2'), edit(0, 1, 'x'), edit(0, 1, 'x')])).toBe('x12b')
  })

  test('that overlap are refused', () => {
    expect(() => applyEdits('abc', [edit(0, 2, 'x'), edit(1, 3, 'y')])).toThrow(EditConflictError)
  })

  test('take the line ends and the mark of the file', () => {
    const opened = openText('\uFEFFa\r\nb\r\n')
    expect(closeText(opened, [edit(0, 1, 'x\ny')])).toBe('\uFEFFx\r\ny\r\nb\r\n')
  })
})

describe('marks', () => {
  const text = 'if (x) {\n  call()\n}\n'

  test('stand above the statement, indented as it is, and are found again', () => {
    const marked = applyEdits(text, [markAt(text, text.indexOf('call'), 'parameter-lost')])
    expect(marked).toBe('if (x) {\n  // TODO(responses-bridge): parameter-lost\n  call()\n}\n')
    expect(applyEdits(marked, markRemovals(marked))).toBe(text)
  })

  test('are not mistaken for other comments', () => {
    expect(markRemovals('// TODO: responses-bridge\nconst a = "// TODO(responses-bridge): x"\n')).toEqual([])
  })
})

describe('package.json', () => {
  const add = (text: string) => {
    const change = dependencyEdit(text, 'responses-bridge', '^1.0.0')
    return change === undefined ? text : applyEdits(text, [change])
  }
  const cases: Record<string, [before: string, after: string]> = {
    'first of its dependencies': [
      '{\n\t"dependencies": {\n\t\t"zod": "4"\n\t}\n}',
      '{\n\t"dependencies": {\n\t\t"responses-bridge": "^1.0.0",\n\t\t"zod": "4"\n\t}\n}',
    ],
    'last of them': [
      '{ "dependencies": { "a": "1" } }',
      '{ "dependencies": { "a": "1", "responses-bridge": "^1.0.0" } }',
    ],
    'the only one': ['{\n  "dependencies": {}\n}', '{\n  "dependencies": {\n    "responses-bridge": "^1.0.0"\n  }\n}'],
    'in one line': ['{"dependencies":{"a":"1"}}', '{"dependencies":{"a":"1","responses-bridge":"^1.0.0"}}'],
    'where there are none': [
      '{\n  "name": "x"\n}\n',
      '{\n  "name": "x",\n  "dependencies": {\n    "responses-bridge": "^1.0.0"\n  }\n}\n',
    ],
  }
  test.each(Object.entries(cases))('gains it: %s', (_name, [before, after]) => {
    expect(add(before)).toBe(after)
    expect(JSON.parse(add(before)).dependencies['responses-bridge']).toBe('^1.0.0')
    expect(add(add(before))).toBe(add(before))
  })

  test('a range is raised in its place', () => {
    const text = '{ "devDependencies": { "openai": "^4.20.0" } }'
    const change = raiseEdit(text, 'openai', '^4.104.0')
    expect(change && applyEdits(text, [change])).toBe('{ "devDependencies": { "openai": "^4.104.0" } }')
  })

  test('a range stands for what a fresh install brings', () => {
    const minor = (range: string) => versionOfRange(range)?.minor
    expect(minor('4.20.1')).toBe(20)
    expect(minor('~4.20.1')).toBe(20)
    expect(minor('^4.20.1')).toBeGreaterThan(100)
    expect(versionOfRange('^3.3.0')?.major).toBe(3)
    expect(versionOfRange('latest')).toBeUndefined()
    expect(versionOfRange('>=4')).toBeUndefined()
  })

  test('every kind of lockfile says what is locked', () => {
    const locked = { major: 4, minor: 28 }
    const name = 'openai'
    expect(lockedVersion('{"packages":{"node_modules/openai":{"version":"4.28.0"}}}', name)).toEqual(locked)
    expect(lockedVersion('openai@^4.0.0:\n  version "4.28.0"\n', name)).toEqual(locked)
    expect(lockedVersion('"openai@npm:^4.0.0":\n  version: 4.28.0\n', name)).toEqual(locked)
    expect(lockedVersion("packages:\n  '/openai@4.28.0':\n", name)).toEqual(locked)
    expect(lockedVersion('"openai": ["openai@4.28.0", ""]', name)).toEqual(locked)
  })
})
