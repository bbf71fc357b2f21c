// Packages that samples import and that are not installed here, as far as the samples use them.
declare module 'langfuse' {
  export function observeOpenAI<Client>(client: Client, options?: object): Client
}

declare module 'groq-sdk' {
  import OpenAI from 'openai'
  export default class Groq extends OpenAI {}
}

declare module 'react' {
  export function useState<State>(initial: State): [State, (next: State) => void]
}

declare namespace JSX {
  interface IntrinsicElements {
    [name: string]: object
  }
}
declare module '@microsoft/fetch-event-source' {
  export function fetchEventSource(
    url: string,
    init: RequestInit & { onmessage(event: { data: string }): void },
  ): Promise<void>
}
