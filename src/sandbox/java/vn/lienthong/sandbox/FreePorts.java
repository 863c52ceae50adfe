package vn.lienthong.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Ports of this machine on which nobody listens. */
public final class FreePorts {

    private FreePorts() {}

    /** Several that differ: one asked for after another was given back may be the same again. */
    public static int[] of(int count) {
        int[] ports = new int[count];
        take(ports, 0);
        return ports;
    }

    private static void take(int[] ports, int which) {
        if (which == ports.length) {
            return;
        }
        try (ServerSocket socket = new ServerSocket(0)) {
            ports[which] = socket.getLocalPort();
            take(ports, which + 1);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
