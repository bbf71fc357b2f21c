// Replaces properties of objects that belong to others, and puts them back exactly as they were.

export interface Patches {
  replace(owner: object, key: PropertyKey, value: unknown): void
  restore(): void
}

export function patches(): Patches {
  const undo: (() => void)[] = []
  return {
    replace(owner, key, value) {
      const original = Object.getOwnPropertyDescriptor(owner, key)
      const { configurable = true, enumerable = true, writable = true } = original ?? {}
      Object.defineProperty(owner, key, { value, configurable, enumerable, writable })
      undo.push(() => {
        // Somebody else has replaced it since, and has our value to put back, or none.
        if (Object.getOwnPropertyDescriptor(owner, key)?.value !== value) return
        if (original) Object.defineProperty(owner, key, original)
        else Reflect.deleteProperty(owner, key)
      })
    },
    restore() {
      for (const put of undo.splice(0).reverse()) put()
    },
  }
}
