//! A channel of one place between two tasks, on the C ABI, without the header and without a library.

const Scope = i32;
const Waker = i32;
const Status = enum(i32) { running = 0, yielded = 1, done = 2 };
const Poll = *const fn (state: *anyopaque, waker: Waker) callconv(.c) Status;

extern "pollen" fn runtime_create() Scope;
extern "pollen" fn runtime_destroy(scope: Scope) i32;
extern "pollen" fn spawn(scope: Scope, state: *anyopaque, poll: Poll) i32;
extern "pollen" fn run(scope: Scope) i32;
extern "pollen" fn await_after(ms: f64) i32;
extern "pollen" fn waker_wake(waker: Waker) i32;
extern "pollen" fn waker_clone(waker: Waker) Waker;
extern "pollen" fn waker_drop(waker: Waker) i32;

/// What the runtime calls back with.
export fn pollen_call(poll: Poll, state: *anyopaque, waker: Waker) i32 {
    return @intFromEnum(poll(state, waker));
}

const Vector = extern struct { start: [*]const u8, length: usize };
extern "wasi_snapshot_preview1" fn fd_write(fd: i32, vectors: *const Vector, count: usize, written: *usize) u16;

fn print(text: []const u8) void {
    const vector = Vector{ .start = text.ptr, .length = text.len };
    var written: usize = 0;
    _ = fd_write(1, &vector, 1, &written);
}

const Channel = struct {
    value: ?u8 = null,
    closed: bool = false,
    /// Who waits for the other side.
    waiting: ?Waker = null,

    fn wait(self: *Channel, waker: Waker) Status {
        self.waiting = waker_clone(waker);
        return .yielded;
    }

    fn wake(self: *Channel) void {
        const waker = self.waiting orelse return;
        self.waiting = null;
        _ = waker_wake(waker);
        _ = waker_drop(waker);
    }
};

const Sender = struct {
    to: *Channel,
    next: u8 = 'a',

    fn poll(state: *anyopaque, waker: Waker) callconv(.c) Status {
        const self: *Sender = @ptrCast(@alignCast(state));
        if (self.to.value != null) return self.to.wait(waker);
        if (self.next > 'e') {
            self.to.closed = true;
            self.to.wake();
            return .done;
        }
        self.to.value = self.next;
        self.next += 1;
        self.to.wake();
        _ = await_after(1);
        return .yielded;
    }
};

const Receiver = struct {
    from: *Channel,

    fn poll(state: *anyopaque, waker: Waker) callconv(.c) Status {
        const self: *Receiver = @ptrCast(@alignCast(state));
        if (self.from.value) |value| {
            print(&.{ value, '\n' });
            self.from.value = null;
            self.from.wake();
            return .running;
        }
        if (self.from.closed) {
            print("closed\n");
            return .done;
        }
        return self.from.wait(waker);
    }
};

export fn _start() void {
    const runtime = runtime_create();
    var channel = Channel{};
    var sender = Sender{ .to = &channel };
    var receiver = Receiver{ .from = &channel };
    _ = spawn(runtime, &receiver, Receiver.poll);
    _ = spawn(runtime, &sender, Sender.poll);
    if (run(runtime) == 0 and runtime_destroy(runtime) == 0) print("ended\n");
}
