// A goroutine that sleeps 1 ms.
package main

import (
	"fmt"
	"time"
)

func main() {
	c := make(chan int)
	go func() { time.Sleep(time.Millisecond); c <- 42 }()
	fmt.Println("hello", <-c)
}
