// `Headers`, `URLSearchParams`, and requests and responses that no connection has brought.
import { Headers, Request, Response, URLSearchParams } from "as-pollen/http";
import { print } from "./prelude";

function show(headers: Headers): string {
  let text = "";
  headers.forEach((value, name) => { text += `${name}=${value};`; });
  return text;
}

function attempt(name: string, value: string): void {
  try {
    new Headers().set(name, value);
    print("taken");
  } catch (e) {
    print(e.toString());
  }
}

export async function main(): Promise<void> {
  const headers = new Headers().append("B", "1").append("a", " 2\t").append("b", "3").set("C", "4");
  print(show(headers));
  print(`${headers.get("b")!} ${headers.get("A")!} ${headers.get("x") === null} ${headers.has("c")} ${headers.size}`);
  headers.set("b", "5");
  print(show(headers));
  headers.delete("A");
  print(`${show(headers)} ${headers.keys().join()}`);
  headers.append("Set-Cookie", "x").append("set-cookie", "y");
  print(headers.getSetCookie().join("+"));
  attempt("a b", "");
  attempt("", "");
  attempt("é", "");
  attempt("a", "b\r\nc: d");
  attempt("a", "é\t~");
  attempt("a", "€");
  const query = new URLSearchParams("?a=1&b=two+words&a=%C3%A9%2&&c&=d&e==f");
  query.forEach((value, name) => { print(`'${name}': '${value}'`); });
  print(`${query.get("a")!} ${query.getAll("a").join()} ${query.get("z") === null} ${query.has("c")} ${query.size}`);
  const request = new Request("https://h:1?x=y", "PUT", Response.text("caf\u00e9").body!);
  print(`${request.method} ${request.host} ${request.path} ${request.target} ${request.query.get("x")!}`);
  print(`${await request.text()}, then '${await request.text()}'`);
  const response = Response.json("[1,2]");
  print(`${response.status} ${response.ok} ${response.headers.get("content-type")!} ${(await response.arrayBuffer()).byteLength}`);
  const text = Response.html("caf\u00e9s"), piece = new Uint8Array(5);
  print(`${text.body!.size} ${await text.body!.read(piece)} ${text.body!.size} ${await text.text()} ${text.headers.size}`);
  try {
    new Response(null, 99);
  } catch (e) {
    print(e.toString());
  }
}
//> B=1;a=2;b=3;C=4;
//> 1, 3 2 true true 4
//> B=5;a=2;C=4;
//> B=5;C=4; B,C
//> x+y
//> TypeError: 'a b' is not the name of a header: it has to be a token (RFC 9110 5.6.2)
//> TypeError: '' is not the name of a header: it has to be a token (RFC 9110 5.6.2)
//> TypeError: 'é' is not the name of a header: it has to be a token (RFC 9110 5.6.2)
//> TypeError: The value of header 'a' has the character 13, which is not allowed there (RFC 9110 5.5)
//> taken
//> TypeError: The value of header 'a' has the character 8364, which is not allowed there (RFC 9110 5.5)
//> 'a': '1'
//> 'b': 'two words'
//> 'a': 'é%2'
//> 'c': ''
//> '': 'd'
//> 'e': '=f'
//> 1 1,é%2 true true 6
//> PUT h:1 / /?x=y y
//> café, then ''
//> 200 true application/json 5
//> 6 5 1 s 1
//> RangeError: Status 99 is not one of a response
