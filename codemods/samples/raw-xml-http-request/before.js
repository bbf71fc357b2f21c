export function ask(content, onText) {
  const request = new XMLHttpRequest()
  request.open('POST', 'https://api.openai.com/v1/chat/completions')
  request.setRequestHeader('Content-Type', 'application/json')
  request.onload = () => onText(JSON.parse(request.responseText).choices[0].message.content)
  request.send(JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }))
}
