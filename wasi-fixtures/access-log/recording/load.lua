-- What wrk asks for: a weighted mix of paths, and a pause between two requests of one connection, which bounds the rate.
-- No HEAD: wrk waits for the body that the length announces.

local agents = {
  "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
  "curl/8.5.0",
  'Probe "quoted" \\ agent/1.0',
}

local mix = {
  { 20, function() return "GET", "/" end },
  { 12, function() return "GET", "/style.css" end },
  { 12, function() return "GET", "/app.js?v=" .. math.random(3) end },
  { 16, function() return "GET", "/img/" .. math.random(8) .. ".jpg" end },
  { 16, function() return "GET", "/docs/" .. math.random(20) .. ".html" end },
  { 8, function() return "GET", "/style.css", { ["If-Modified-Since"] = "Fri, 01 Jan 2100 00:00:00 GMT" } end },
  { 3, function() return "GET", "/img/1.jpg", { Range = "bytes=0-99" } end },
  { 4, function() return "GET", "/old/" .. math.random(20) .. ".html" end },
  { 4, function() return "GET", "/missing/" .. math.random(500) end },
  { 2, function() return "GET", "/caf\195\169?q=%C3%A9" end },
  { 3, function() return "GET", "/private/key" end },
  { 2, function() return "POST", "/style.css" end },
  { 2, function() return "GET", "/download/" .. math.random(3) .. ".bin" end },
  { 12, function() return "GET", "/api/users" end },
  { 8, function() return "GET", "/api/search?q=" .. math.random(1000) end },
  { 2, function() return "GET", "/api/report" end },
  { 2, function() return "POST", "/api/fail" end },
  { 2, function() return "GET", "/dead/" .. math.random(3) end },
}

local total = 0
for _, entry in ipairs(mix) do total = total + entry[1] end

function init() math.randomseed(os.time()) end

function delay() return math.random(2, 26) end

function request()
  if math.random(400) == 1 then return "\22\3\1 not HTTP\r\n\r\n" end
  local pick = math.random(total)
  for _, entry in ipairs(mix) do
    pick = pick - entry[1]
    if pick <= 0 then
      local method, path, headers = entry[2]()
      headers = headers or {}
      headers["User-Agent"] = agents[math.random(#agents)]
      if math.random(2) == 1 then headers["Referer"] = "http://localhost/docs/" .. math.random(20) .. ".html" end
      return wrk.format(method, path, headers)
    end
  end
end
