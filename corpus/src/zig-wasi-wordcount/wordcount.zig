//! Prints how many words standard input has.

const std = @import("std");
const wasi = std.os.wasi;

pub fn main() void {
    var buffer: [4096]u8 = undefined;
    var words: usize = 0;
    var was_space = true;
    while (true) {
        const vectors = [_]std.posix.iovec{.{ .base = &buffer, .len = buffer.len }};
        var bytes: usize = 0;
        if (wasi.fd_read(0, &vectors, vectors.len, &bytes) != .SUCCESS or bytes == 0) break;
        for (buffer[0..bytes]) |c| {
            const is_space = std.ascii.isWhitespace(c);
            if (was_space and !is_space) words += 1;
            was_space = is_space;
        }
    }
    std.debug.print("{d}\n", .{words});
}
