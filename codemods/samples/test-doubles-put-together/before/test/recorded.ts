export const recorded = { id: 'chatcmpl-1', object: 'chat.completion', created: 1 }
