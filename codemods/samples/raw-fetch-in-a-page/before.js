async function sendChatRequest(messages) {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { Authorization: `Bearer ${config.apiKey}` },
    body: JSON.stringify({ model: 'gpt-4o', messages, stream: true }),
  })
  return response.body.getReader()
}

chrome.runtime.onMessage.addListener(message => sendChatRequest(message.messages))
