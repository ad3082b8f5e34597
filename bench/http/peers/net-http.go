// Go's net/http: the same answer as server.ts.
package main

import (
	"net/http"
	"os"
)

func main() {
	hello := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain;charset=utf-8")
		w.Write([]byte("Hello world\n"))
	}
	http.ListenAndServe("127.0.0.1:"+os.Args[1], http.HandlerFunc(hello))
}
