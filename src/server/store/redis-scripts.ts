// The steps of the Redis store that must be atomic, as scripts that run inside the server.
//
// A record is a hash at `<prefix>record:<folder>:<id>`: value, version, sequence, expires, folder, id, and one field
// `next:<list>` for each of its lists, which are sorted sets at `<record>:<list>`. `<prefix>index:<folder>` has the ids
// of a folder by sequence, `<prefix>all` the names of all records by sequence, `<prefix>expiry` by time.

// Keys also expire by themselves, a minute after their time, for servers that have been switched off: the sweep forgets
// properly, and what it finds gone it takes out of the indexes by its name.
const grace = 60_000

const forget = `
local function decoded(text)
  return (string.gsub(text, '%%(%x%x)', function(hex) return string.char(tonumber(hex, 16)) end))
end
local function lives(key, expires, now)
  if expires == '' then redis.call('PERSIST', key)
  else redis.call('PEXPIRE', key, string.format('%.0f', math.max(1, tonumber(expires) - tonumber(now) + ${grace}))) end
end
local function forget(prefix, record)
  local folder, id = unpack(redis.call('HMGET', record, 'folder', 'id'))
  if not folder then
    folder, id = string.match(string.sub(record, #prefix + 1), '^record:([^:]*:[^:]*):(.*)$')
    id = id and decoded(id)
  end
  for _, field in ipairs(redis.call('HKEYS', record)) do
    local list = string.match(field, '^next:(.*)$')
    if list then redis.call('DEL', record .. ':' .. list) end
  end
  redis.call('DEL', record)
  redis.call('ZREM', prefix .. 'all', record)
  redis.call('ZREM', prefix .. 'expiry', record)
  if folder then redis.call('ZREM', prefix .. 'index:' .. folder, id) end
end
local function live(record, now)
  local version, expires = unpack(redis.call('HMGET', record, 'version', 'expires'))
  if not version then return nil end
  if expires ~= '' and tonumber(expires) <= tonumber(now) then return nil end
  return tonumber(version)
end
`

const put = `${forget}
local prefix, record, folder, id = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local now, value, expected, expires = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local version = live(record, now)
if expected ~= '' and tonumber(expected) ~= (version or 0) then return 0 end
if not version then
  forget(prefix, record)
  local sequence = redis.call('INCR', prefix .. 'sequence')
  redis.call('HSET', record, 'sequence', sequence, 'folder', folder, 'id', id)
  redis.call('ZADD', prefix .. 'index:' .. folder, sequence, id)
  redis.call('ZADD', prefix .. 'all', sequence, record)
end
redis.call('HSET', record, 'value', value, 'version', (version or 0) + 1, 'expires', expires)
lives(record, expires, now)
for _, field in ipairs(redis.call('HKEYS', record)) do
  local list = string.match(field, '^next:(.*)$')
  if list then lives(record .. ':' .. list, expires, now) end
end
if expires == '' then redis.call('ZREM', prefix .. 'expiry', record)
else redis.call('ZADD', prefix .. 'expiry', expires, record) end
return (version or 0) + 1`

const remove = `${forget}
local known = live(KEYS[2], ARGV[1])
forget(KEYS[1], KEYS[2])
return known and 1 or 0`

const append = `${forget}
local record, list, now, expected = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
if not live(record, now) then return -1 end
local next = tonumber(redis.call('HGET', record, 'next:' .. list) or '0')
if expected ~= '' and tonumber(expected) ~= next then return -2 end
for place = 4, #ARGV do
  redis.call('ZADD', record .. ':' .. list, next, next .. ':' .. ARGV[place])
  next = next + 1
end
redis.call('HSET', record, 'next:' .. list, next)
lives(record .. ':' .. list, redis.call('HGET', record, 'expires'), now)
return next`

const sweep = `${forget}
local prefix, now, keep = KEYS[1], ARGV[1], ARGV[2]
local gone = redis.call('ZRANGE', prefix .. 'expiry', '-inf', now, 'BYSCORE', 'LIMIT', 0, 1000)
if #gone < 1000 and keep ~= '' then
  local surplus = redis.call('ZCARD', prefix .. 'all') - #gone - tonumber(keep)
  if surplus > 0 then
    local wanted = math.min(surplus, 1000 - #gone)
    local expired = {}
    for _, record in ipairs(gone) do expired[record] = true end
    for _, record in ipairs(redis.call('ZRANGE', prefix .. 'all', 0, wanted + #gone - 1)) do
      if not expired[record] and wanted > 0 then
        gone[#gone + 1] = record
        wanted = wanted - 1
      end
    end
  end
end
for _, record in ipairs(gone) do forget(prefix, record) end
return #gone`

export const scripts = {
  bridgePut: { lua: put, numberOfKeys: 4 },
  bridgeDelete: { lua: remove, numberOfKeys: 2 },
  bridgeAppend: { lua: append, numberOfKeys: 1 },
  bridgeSweep: { lua: sweep, numberOfKeys: 1 },
} as const

type Argument = string | number

/** What the driver makes of them. */
export interface Scripts {
  bridgePut(...keysAndArguments: Argument[]): Promise<number>
  bridgeDelete(prefix: string, record: string, now: number): Promise<number>
  bridgeAppend(record: string, list: string, now: number, expected: Argument, ...items: string[]): Promise<number>
  bridgeSweep(prefix: string, now: number, keep: Argument): Promise<number>
}
