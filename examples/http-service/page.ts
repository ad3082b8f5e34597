/** A page that shows the items, and follows the changes that others make. */
export const page = `<!doctype html>
<meta charset="utf-8">
<title>To do</title>
<style>
  body { font: 16px system-ui; max-width: 30em; margin: 2em auto; }
  ul { list-style: none; padding: 0 } .done { text-decoration: line-through; color: gray }
</style>
<h1>To do</h1>
<form><input name="text" placeholder="What is to be done?" maxlength="1000" required autofocus> <button>Add</button></form>
<ul></ul>
<script type="module">
  const list = document.querySelector("ul"), form = document.querySelector("form");
  const ask = (method, path, body) => fetch(path, { method,
    ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }) });

  function show(item) {
    const row = document.getElementById(item.id) ?? list.appendChild(document.createElement("li"));
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: item.done });
    const text = Object.assign(document.createElement("span"), { textContent: item.text, className: item.done ? "done" : "" });
    const bin = Object.assign(document.createElement("button"), { textContent: "×" });
    box.onchange = () => ask("PUT", "items/" + item.id, { ...item, done: box.checked });
    bin.onclick = () => ask("DELETE", "items/" + item.id);
    row.id = item.id;
    row.replaceChildren(box, text, " ", bin);
  }

  async function load() {
    const items = await (await ask("GET", "items")).json();
    list.replaceChildren();
    items.forEach(show);
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    ask("POST", "items", { text: form.text.value });
    form.reset();
  };
  const events = new EventSource("events");
  events.onopen = load;
  events.addEventListener("put", (event) => show(JSON.parse(event.data)));
  events.addEventListener("delete", (event) => document.getElementById(event.data)?.remove());
  events.addEventListener("missed", load);
</script>
`;
