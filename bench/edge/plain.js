// The worker in JavaScript that the guest is compared with.
export default {
  async fetch(request) {
    const [, name] = /^\/hello\/(.*)$/.exec(new URL(request.url).pathname) ?? [];
    if (name === undefined) return new Response("Not Found\n", { status: 404 });
    return new Response(`Hello, ${name}!\n`, { headers: { "Content-Type": "text/plain;charset=utf-8" } });
  },
};
