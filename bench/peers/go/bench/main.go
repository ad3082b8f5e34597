// The benchmarks in Go: PROGRAM BENCH N, as ../../../README.md defines them.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

var out = bufio.NewWriter(os.Stdout)

func rep(name string, v float64, unit string) {
	fmt.Fprintf(out, "RESULT %s %.4f %s\n", name, v, unit)
	out.Flush()
}

func mem() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Sys
}

func spawnJoin(n int) int64 {
	// futures-like: each goroutine returns its number, joined by a per-task channel-free slot + WaitGroup
	res := make([]int32, n)
	var wg sync.WaitGroup
	wg.Add(n)
	for i := 0; i < n; i++ {
		go func(i int32) { res[i] = i & 7; wg.Done() }(int32(i))
	}
	wg.Wait()
	var s int64
	for _, v := range res {
		s += int64(v)
	}
	return s
}

func spawnAwait(n int) int64 {
	// spawn one, await it, repeat
	var s int64
	c := make(chan int32, 1)
	for i := 0; i < n; i++ {
		go func(i int32) { c <- i & 7 }(int32(i))
		s += int64(<-c)
	}
	return s
}

func yieldSwitch(tasks, total int) {
	per := total / tasks
	var wg sync.WaitGroup
	wg.Add(tasks)
	for t := 0; t < tasks; t++ {
		go func() {
			for i := 0; i < per; i++ {
				runtime.Gosched()
			}
			wg.Done()
		}()
	}
	wg.Wait()
}

func chanBench(capn, producers, total int) int64 {
	c := make(chan int32, capn)
	per := total / producers
	for p := 0; p < producers; p++ {
		go func() {
			for i := 0; i < per; i++ {
				c <- int32(i)
			}
		}()
	}
	var s int64
	for i := 0; i < per*producers; i++ {
		s += int64(<-c)
	}
	return s
}

func lcg(x *uint32) uint32 { *x = *x*1664525 + 1013904223; return *x >> 8 }

func timersBench(n int, spanUs uint32) {
	var wg sync.WaitGroup
	wg.Add(n)
	seed := uint32(12345)
	for i := 0; i < n; i++ {
		d := time.Duration(lcg(&seed)%spanUs) * time.Microsecond
		go func() { time.Sleep(d); wg.Done() }()
	}
	wg.Wait()
}

func main() {
	if len(os.Args) < 2 {
		os.Exit(2)
	}
	n := 0
	if len(os.Args) > 2 {
		n, _ = strconv.Atoi(os.Args[2])
	}
	warm := func(f func()) { f() }
	switch os.Args[1] {
	case "spawn_join":
		warm(func() { spawnJoin(n / 10) })
		t := time.Now()
		s := spawnJoin(n)
		d := time.Since(t)
		_ = s
		rep("spawn_join", float64(d.Nanoseconds())/float64(n), "ns/task")
	case "spawn_await":
		warm(func() { spawnAwait(n / 10) })
		t := time.Now()
		spawnAwait(n)
		rep("spawn_await", float64(time.Since(t).Nanoseconds())/float64(n), "ns/task")
	case "yield2", "yield1000":
		k := 2
		if os.Args[1] == "yield1000" {
			k = 1000
		}
		warm(func() { yieldSwitch(k, n/10) })
		t := time.Now()
		yieldSwitch(k, n)
		rep(os.Args[1], float64(time.Since(t).Nanoseconds())/float64(n), "ns/switch")
	case "chan64", "chan0", "chan_mp":
		k, p := 64, 1
		if os.Args[1] == "chan0" {
			k = 0
		}
		if os.Args[1] == "chan_mp" {
			p = 100
		}
		warm(func() { chanBench(k, p, n/10) })
		t := time.Now()
		chanBench(k, p, n)
		rep(os.Args[1], float64(time.Since(t).Nanoseconds())/float64(n), "ns/msg")
	case "timers":
		warm(func() { timersBench(n/100, 10000) })
		runtime.GC()
		m0 := mem()
		t := time.Now()
		timersBench(n, 1000000)
		rep("timers_over_1s", float64(time.Since(t).Microseconds())/1000-1000, "ms")
		rep("timers_per_task", float64(mem()-m0)/float64(n), "B/task")
	case "timer_cancel":
		f := func(n int) {
			for i := 0; i < n; i++ {
				tm := time.NewTimer(time.Duration(1000+i%1000) * time.Millisecond)
				tm.Stop()
			}
		}
		f(n / 10)
		t := time.Now()
		f(n)
		rep("timer_cancel", float64(time.Since(t).Nanoseconds())/float64(n), "ns/op")
	case "timer_cancel_bg":
		// the same with 10k other timers pending
		for i := 0; i < 10000; i++ {
			time.NewTimer(time.Duration(3600+i) * time.Second)
		}
		f := func(n int) {
			for i := 0; i < n; i++ {
				tm := time.NewTimer(time.Duration(1000+i%1000) * time.Millisecond)
				tm.Stop()
			}
		}
		f(n / 10)
		t := time.Now()
		f(n)
		rep("timer_cancel_bg", float64(time.Since(t).Nanoseconds())/float64(n), "ns/op")
	case "idle":
		runtime.GC()
		m0 := mem()
		c := make(chan int32)
		var wg sync.WaitGroup
		wg.Add(n)
		for i := 0; i < n; i++ {
			go func() { <-c; wg.Done() }()
		}
		runtime.Gosched()
		m1 := mem()
		rep("idle", float64(m1-m0)/float64(n), "B/task")
		for i := 0; i < n; i++ {
			c <- 1
		}
		wg.Wait()
	case "wake":
		// sleep 1 ms, n times: median and p99 lateness
		late := make([]float64, n)
		for i := range late {
			t := time.Now()
			time.Sleep(time.Millisecond)
			late[i] = float64(time.Since(t).Nanoseconds())/1000 - 1000
		}
		quant("wake_1ms", late)
	case "sleep0":
		t := time.Now()
		for i := 0; i < n; i++ {
			time.Sleep(time.Nanosecond)
		}
		rep("sleep_min", float64(time.Since(t).Nanoseconds())/float64(n), "ns/op")
	case "echo":
		r := bufio.NewReaderSize(os.Stdin, 65536)
		w := bufio.NewWriterSize(os.Stdout, 65536)
		t := time.Now()
		var b int64
		lines := 0
		for {
			l, err := r.ReadSlice('\n')
			b += int64(len(l))
			if len(l) > 0 {
				w.Write(l)
				lines++
			}
			if err == io.EOF {
				break
			} else if err != nil {
				panic(err)
			}
		}
		w.Flush()
		d := time.Since(t)
		fmt.Fprintf(os.Stderr, "RESULT echo %.3f MB/s lines=%d\n", float64(b)/1e6/d.Seconds(), lines)
	case "copy":
		buf := make([]byte, 65536)
		t := time.Now()
		var b int64
		for {
			k, err := os.Stdin.Read(buf)
			b += int64(k)
			if k > 0 {
				os.Stdout.Write(buf[:k])
			}
			if err != nil {
				break
			}
		}
		fmt.Fprintf(os.Stderr, "RESULT copy %.3f MB/s\n", float64(b)/1e6/time.Since(t).Seconds())
	case "tick":
		// is a 10 ms ticker disturbed while stdin has a pending read? prints the ticks seen in 500 ms
		t := time.Now()
		go func() {
			buf := make([]byte, 1)
			os.Stdin.Read(buf)
		}()
		k := 0
		for time.Since(t) < 500*time.Millisecond {
			time.Sleep(10 * time.Millisecond)
			k++
		}
		rep("ticks_with_stdin_pending", float64(k), "of50")
	}
}

func quant(name string, a []float64) {
	for i := 1; i < len(a); i++ {
		for j := i; j > 0 && a[j] < a[j-1]; j-- {
			a[j], a[j-1] = a[j-1], a[j]
		}
	}
	rep(name+"_late_p50", a[len(a)/2], "us")
	rep(name+"_late_p99", a[len(a)*99/100], "us")
}
